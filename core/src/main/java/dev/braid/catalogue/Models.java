package dev.braid.catalogue;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.model.Aitm;
import dev.braid.model.AitmOptions;
import dev.braid.model.CrossStitch;
import dev.braid.model.CrossStitchOptions;
import dev.braid.model.Dcn;
import dev.braid.model.DcnOptions;
import dev.braid.model.DcnV2Options;
import dev.braid.model.DePhn;
import dev.braid.model.DePhnOptions;
import dev.braid.model.Dnn;
import dev.braid.model.DnnOptions;
import dev.braid.model.EntireSpaceModel;
import dev.braid.model.EntireSpaceModelOptions;
import dev.braid.model.Fint;
import dev.braid.model.FintOptions;
import dev.braid.model.Igie;
import dev.braid.model.IgieOptions;
import dev.braid.model.Mmoe;
import dev.braid.model.MmoeOptions;
import dev.braid.model.MtPhn;
import dev.braid.model.MtPhnOptions;
import dev.braid.model.Nfm;
import dev.braid.model.NfmOptions;
import dev.braid.model.Phn;
import dev.braid.model.PhnOptions;
import dev.braid.model.Ple;
import dev.braid.model.PleOptions;
import dev.braid.model.SharedBottom;
import dev.braid.model.SharedBottomOptions;
import dev.braid.model.Sluice;
import dev.braid.model.SluiceOptions;
import dev.braid.model.Snr;
import dev.braid.model.SnrOptions;
import dev.braid.model.SoftSharing;
import dev.braid.model.SoftSharingOptions;
import dev.braid.model.WideDeep;
import dev.braid.model.WideDeepOptions;
import dev.braid.model.XDeepFm;
import dev.braid.model.XDeepFmOptions;
import dev.braid.objective.BehaviouralCalibrator;
import dev.braid.objective.CalibratorOptions;
import dev.braid.objective.EntireSpace;
import dev.braid.objective.EntireSpaceOptions;
import dev.braid.objective.counterfactual.Counterfactual;
import dev.braid.objective.counterfactual.DrOptions;
import dev.braid.objective.counterfactual.EibOptions;
import dev.braid.objective.counterfactual.IpsOptions;
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

    public static final ModelEntry<WideDeepOptions> WIDE_DEEP = new ModelEntry<>(
            "widedeep",
            "Wide&Deep",
            "Cheng et al., DLRS 2016",
            ModelEntry.Kind.SINGLE,
            WideDeepOptions.DEFAULTS,
            WideDeep::of);

    public static final ModelEntry<DcnOptions> DCN = new ModelEntry<>(
            "dcn",
            "DCN: deep and cross network",
            "Wang et al., ADKDD 2017",
            ModelEntry.Kind.SINGLE,
            DcnOptions.DEFAULTS,
            Dcn::v1);

    public static final ModelEntry<DcnV2Options> DCN_V2 = new ModelEntry<>(
            "dcnv2",
            "DCN-V2: improved deep and cross network",
            "Wang et al., WWW 2021",
            ModelEntry.Kind.SINGLE,
            DcnV2Options.DEFAULTS,
            Dcn::v2);

    public static final ModelEntry<FintOptions> FINT = new ModelEntry<>(
            "fint",
            "FINT: field-aware interaction network",
            "Zhao et al., ICASSP 2022",
            ModelEntry.Kind.SINGLE,
            FintOptions.DEFAULTS,
            Fint::of);

    public static final ModelEntry<NfmOptions> NFM = new ModelEntry<>(
            "nfm",
            "NFM: neural factorisation machine",
            "He and Chua, SIGIR 2017",
            ModelEntry.Kind.SINGLE,
            NfmOptions.DEFAULTS,
            Nfm::of);

    public static final ModelEntry<XDeepFmOptions> X_DEEP_FM = new ModelEntry<>(
            "xdeepfm",
            "xDeepFM: extreme deep factorisation machine",
            "Lian et al., KDD 2018",
            ModelEntry.Kind.SINGLE,
            XDeepFmOptions.DEFAULTS,
            XDeepFm::of);

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

    public static final ModelEntry<SoftSharingOptions> SOFT_SHARING = new ModelEntry<>(
            "softsharing",
            "Soft parameter sharing",
            "Duong et al., ACL 2015; Yang & Hospedales, ICLR workshop 2017",
            ModelEntry.Kind.MULTI,
            SoftSharingOptions.DEFAULTS,
            SoftSharing::of);

    public static final ModelEntry<CrossStitchOptions> CROSS_STITCH = new ModelEntry<>(
            "crossstitch",
            "Cross-stitch networks",
            "Misra et al., CVPR 2016",
            ModelEntry.Kind.MULTI,
            CrossStitchOptions.DEFAULTS,
            CrossStitch::of);

    public static final ModelEntry<SluiceOptions> SLUICE = new ModelEntry<>(
            "sluice",
            "Sluice networks",
            "Ruder et al., AAAI 2019",
            ModelEntry.Kind.MULTI,
            SluiceOptions.DEFAULTS,
            Sluice::of);

    public static final ModelEntry<PleOptions> PLE = new ModelEntry<>(
            "ple",
            "PLE: progressive layered extraction (CGC with one level)",
            "Tang et al., RecSys 2020",
            ModelEntry.Kind.MULTI,
            PleOptions.DEFAULTS,
            Ple::of);

    public static final ModelEntry<SnrOptions> SNR_TRANS = new ModelEntry<>(
            "snr-trans",
            "SNR-Trans: sub-network routing with transforms",
            "Ma et al., AAAI 2019",
            ModelEntry.Kind.MULTI,
            SnrOptions.DEFAULTS,
            Snr::trans);

    public static final ModelEntry<SnrOptions> SNR_AVER = new ModelEntry<>(
            "snr-aver",
            "SNR-Aver: sub-network routing by sums",
            "Ma et al., AAAI 2019",
            ModelEntry.Kind.MULTI,
            SnrOptions.DEFAULTS,
            Snr::aver);

    public static final ModelEntry<AitmOptions> AITM = new ModelEntry<>(
            "aitm",
            "AITM: adaptive information transfer multi-task",
            "Xi et al., KDD 2021",
            ModelEntry.Kind.CHAIN,
            AitmOptions.DEFAULTS,
            Aitm::of,
            new ObjectiveEntry<>(CalibratorOptions.DEFAULTS, BehaviouralCalibrator::of));

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

    public static final ModelEntry<EntireSpaceModelOptions> ESMM = new ModelEntry<>(
            "esmm",
            "ESMM: entire space multi-task model",
            "Ma et al., SIGIR 2018",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.ESMM,
            EntireSpaceModel::of,
            new ObjectiveEntry<>(new EntireSpaceOptions(), EntireSpace::of));

    public static final ModelEntry<EntireSpaceModelOptions> MTL_EIB = new ModelEntry<>(
            "mtl-eib",
            "MTL-EIB: error imputation",
            "Steck, KDD 2010; as a baseline in Wang et al., SIGIR 2022",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.DEFAULTS,
            EntireSpaceModel::imputing,
            new ObjectiveEntry<>(EibOptions.DEFAULTS, Counterfactual::eib));

    public static final ModelEntry<EntireSpaceModelOptions> MTL_IPS = new ModelEntry<>(
            "mtl-ips",
            "MTL-IPS: inverse propensity scores (Multi-IPW)",
            "Zhang et al., WWW 2020",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.DEFAULTS,
            EntireSpaceModel::of,
            new ObjectiveEntry<>(IpsOptions.DEFAULTS, Counterfactual::ips));

    public static final ModelEntry<EntireSpaceModelOptions> MTL_DR = new ModelEntry<>(
            "mtl-dr",
            "MTL-DR: doubly robust (Multi-DR)",
            "Zhang et al., WWW 2020",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.DEFAULTS,
            EntireSpaceModel::imputing,
            new ObjectiveEntry<>(DrOptions.DEFAULTS, Counterfactual::dr));

    public static final ModelEntry<EntireSpaceModelOptions> ESCM2_IPS = new ModelEntry<>(
            "escm2-ips",
            "ESCM²-IPS: entire space counterfactual multi-task model",
            "Wang et al., SIGIR 2022",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.DEFAULTS,
            EntireSpaceModel::of,
            new ObjectiveEntry<>(IpsOptions.ESCM2, Counterfactual::ips));

    public static final ModelEntry<EntireSpaceModelOptions> ESCM2_DR = new ModelEntry<>(
            "escm2-dr",
            "ESCM²-DR: entire space counterfactual multi-task model",
            "Wang et al., SIGIR 2022",
            ModelEntry.Kind.CHAIN,
            EntireSpaceModelOptions.DEFAULTS,
            EntireSpaceModel::imputing,
            new ObjectiveEntry<>(DrOptions.ESCM2, Counterfactual::dr));

    /** Every model, in the order in which they are shown. */
    public static final List<ModelEntry<?>> ALL = List.of(
            DNN,
            WIDE_DEEP,
            DCN,
            DCN_V2,
            FINT,
            NFM,
            X_DEEP_FM,
            SHARED_BOTTOM,
            MMOE,
            SOFT_SHARING,
            CROSS_STITCH,
            SLUICE,
            PLE,
            SNR_TRANS,
            SNR_AVER,
            AITM,
            PHN,
            MT_PHN,
            DE_PHN,
            IGIE,
            ESMM,
            MTL_EIB,
            MTL_IPS,
            MTL_DR,
            ESCM2_IPS,
            ESCM2_DR);

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
