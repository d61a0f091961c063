package dev.braid.catalogue;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.objective.balance.Dwa;
import dev.braid.objective.balance.DwaOptions;
import dev.braid.objective.balance.Equal;
import dev.braid.objective.balance.EqualOptions;
import dev.braid.objective.balance.Fixed;
import dev.braid.objective.balance.FixedOptions;
import dev.braid.objective.balance.GradNorm;
import dev.braid.objective.balance.GradNormOptions;
import dev.braid.objective.balance.Mgda;
import dev.braid.objective.balance.MgdaOptions;
import dev.braid.objective.balance.PcGrad;
import dev.braid.objective.balance.PcGradOptions;
import dev.braid.objective.balance.Uncertainty;
import dev.braid.objective.balance.UncertaintyOptions;
import java.util.List;

/** The catalogue of all balancers, one line each. */
public final class Balancers {
    public static final BalancerEntry<EqualOptions> EQUAL = new BalancerEntry<>(
            "equal", "No balancing: the sum of the losses", "the usual choice", EqualOptions.DEFAULTS, Equal::of);

    public static final BalancerEntry<FixedOptions> FIXED = new BalancerEntry<>(
            "fixed", "Fixed weights, with decay", "Tang et al., RecSys 2020, §4.3", FixedOptions.DEFAULTS, Fixed::of);

    public static final BalancerEntry<UncertaintyOptions> UNCERTAINTY = new BalancerEntry<>(
            "uncertainty",
            "Uncertainty weighting",
            "Kendall, Gal and Cipolla, CVPR 2018",
            UncertaintyOptions.DEFAULTS,
            Uncertainty::of);

    public static final BalancerEntry<GradNormOptions> GRAD_NORM = new BalancerEntry<>(
            "gradnorm",
            "GradNorm: gradient normalization",
            "Chen et al., ICML 2018",
            GradNormOptions.DEFAULTS,
            GradNorm::of);

    public static final BalancerEntry<PcGradOptions> PC_GRAD = new BalancerEntry<>(
            "pcgrad",
            "PCGrad: projecting conflicting gradients",
            "Yu et al., NeurIPS 2020",
            PcGradOptions.DEFAULTS,
            PcGrad::of);

    public static final BalancerEntry<MgdaOptions> MGDA = new BalancerEntry<>(
            "mgda",
            "MGDA: multiple-gradient descent",
            "Sener and Koltun, NeurIPS 2018",
            MgdaOptions.DEFAULTS,
            Mgda::of);

    public static final BalancerEntry<DwaOptions> DWA = new BalancerEntry<>(
            "dwa", "DWA: dynamic weight average", "Liu, Johns and Davison, CVPR 2019", DwaOptions.DEFAULTS, Dwa::of);

    /** Every balancer, in the order in which they are shown. */
    public static final List<BalancerEntry<?>> ALL = List.of(EQUAL, FIXED, UNCERTAINTY, GRAD_NORM, PC_GRAD, MGDA, DWA);

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
