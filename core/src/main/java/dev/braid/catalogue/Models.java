package dev.braid.catalogue;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.model.DePhn;
import dev.braid.model.DePhnOptions;
import dev.braid.model.Dnn;
import dev.braid.model.DnnOptions;
import dev.braid.model.Igie;
import dev.braid.model.IgieOptions;
import dev.braid.model.Mmoe;
import dev.braid.model.MmoeOptions;
import dev.braid.model.MtPhn;
import dev.braid.model.MtPhnOptions;
import dev.braid.model.Phn;
import dev.braid.model.PhnOptions;
import dev.braid.model.Ple;
import dev.braid.model.PleOptions;
import dev.braid.model.SharedBottom;
import dev.braid.model.SharedBottomOptions;
import java.util.List;

/** The catalogue of all models, one line each. */
public final class Models {
    public static final ModelEntry<DnnOptions> DNN = new ModelEntry<>(
            "dnn",
            "DNN (single task)",
            "Covington et al., RecSys 2016",
            ModelEntry.Kind.SINGLE,
            DnnOptions.DEFAULTS,
            Dnn::of);

    public static final ModelEntry<SharedBottomOptions> SHARED_BOTTOM = new ModelEntry<>(
            "sharedbottom",
            "Shared-Bottom",
            "Caruana, Machine Learning 1997",
            ModelEntry.Kind.MULTI,
            SharedBottomOptions.DEFAULTS,
            SharedBottom::of);

    public static final ModelEntry<MmoeOptions> MMOE = new ModelEntry<>(
            "mmoe",
            "MMoE: multi-gate mixture-of-experts",
            "Ma et al., KDD 2018",
            ModelEntry.Kind.MULTI,
            MmoeOptions.DEFAULTS,
            Mmoe::of);

    public static final ModelEntry<PleOptions> PLE = new ModelEntry<>(
            "ple",
            "PLE: progressive layered extraction (CGC with one level)",
            "Tang et al., RecSys 2020",
            ModelEntry.Kind.MULTI,
            PleOptions.DEFAULTS,
            Ple::of);

    public static final ModelEntry<PhnOptions> PHN = new ModelEntry<>(
            "phn",
            "PHN: parallel heterogeneous network",
            "Su et al., arXiv 2206.09184, 2022",
            ModelEntry.Kind.SINGLE,
            PhnOptions.DEFAULTS,
            Phn::of);

    public static final ModelEntry<MtPhnOptions> MT_PHN = new ModelEntry<>(
            "mtphn",
            "MT-PHN: multi-task parallel heterogeneous network",
            "Kong et al., IJCNN 2023",
            ModelEntry.Kind.MULTI,
            MtPhnOptions.DEFAULTS,
            MtPhn::of);

    public static final ModelEntry<DePhnOptions> DE_PHN = new ModelEntry<>(
            "dephn",
            "DE-PHN: different expression parallel heterogeneous network",
            "Kong et al., IJCNN 2023",
            ModelEntry.Kind.MULTI,
            DePhnOptions.DEFAULTS,
            DePhn::of);

    public static final ModelEntry<IgieOptions> IGIE = new ModelEntry<>(
            "igie",
            "IGIE: independent grouped information expert",
            "World Journal of Innovation and Modern Technology 7(2), 2024",
            ModelEntry.Kind.MULTI,
            IgieOptions.DEFAULTS,
            Igie::of);

    /** Every model, in the order in which they are shown. */
    public static final List<ModelEntry<?>> ALL = List.of(DNN, SHARED_BOTTOM, MMOE, PLE, PHN, MT_PHN, DE_PHN, IGIE);

    private Models() {}

    /**
     * The model of a name.
     *
     * @throws BadInput if there is none
     */
    public static ModelEntry<?> named(String name) {
        for (ModelEntry<?> entry : ALL) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        List<String> known = ALL.stream().map(ModelEntry::name).toList();
        throw new BadInput("no model is named '" + name + "'; " + NearestName.suggestion(name, known));
    }
}
