package dev.braid.train;

import dev.braid.catalogue.BalancerEntry;
import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.BalancerSetting;

/**
 * A balancer of the catalogue with the options it shall have.
 *
 * @param entry its line in the catalogue
 * @param options its options
 * @param <B> its options record
 */
public record BalancerChoice<B extends Record>(BalancerEntry<B> entry, B options) {
    /** With all defaults. */
    public static <B extends Record> BalancerChoice<B> defaults(BalancerEntry<B> entry) {
        return new BalancerChoice<>(entry, entry.defaults());
    }

    /** The balancer for a training. */
    Balancer create(BalancerSetting setting) {
        return entry.factory().create(options, setting);
    }
}
