package dev.braid.catalogue;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.objective.balance.Equal;
import dev.braid.objective.balance.EqualOptions;
import dev.braid.objective.balance.Fixed;
import dev.braid.objective.balance.FixedOptions;
import java.util.List;

/** The catalogue of all balancers, one line each. */
public final class Balancers {
    public static final BalancerEntry<EqualOptions> EQUAL = new BalancerEntry<>(
            "equal", "No balancing: the sum of the losses", "the usual choice", EqualOptions.DEFAULTS, Equal::of);

    public static final BalancerEntry<FixedOptions> FIXED = new BalancerEntry<>(
            "fixed", "Fixed weights, with decay", "Tang et al., RecSys 2020, §4.3", FixedOptions.DEFAULTS, Fixed::of);

    /** Every balancer, in the order in which they are shown. */
    public static final List<BalancerEntry<?>> ALL = List.of(EQUAL, FIXED);

    private Balancers() {}

    /**
     * The balancer of a name.
     *
     * @throws BadInput if there is none
     */
    public static BalancerEntry<?> named(String name) {
        for (BalancerEntry<?> entry : ALL) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        List<String> known = ALL.stream().map(BalancerEntry::name).toList();
        throw new BadInput("no balancer is named '" + name + "'; " + NearestName.suggestion(name, known));
    }
}
