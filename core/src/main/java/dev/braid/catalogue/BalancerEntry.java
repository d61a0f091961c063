package dev.braid.catalogue;

import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.BalancerSetting;

/**
 * A line of the catalogue of balancers.
 *
 * @param name what a user types as {@code train.balance}
 * @param title what the method is called
 * @param paper where it is published
 * @param defaults its options with their default values
 * @param factory builds the balancer
 * @param <B> its options record
 */
public record BalancerEntry<B extends Record>(String name, String title, String paper, B defaults, Factory<B> factory) {
    /** Builds a balancer. */
    @FunctionalInterface
    public interface Factory<B> {
        /**
         * @throws dev.braid.fault.BadInput if the options do not fit the tasks
         */
        Balancer create(B options, BalancerSetting setting);
    }
}
