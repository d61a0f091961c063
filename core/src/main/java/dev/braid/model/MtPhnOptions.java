package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.GateOptions;
import dev.braid.nn.InteractionOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** Options of {@link MtPhn}. */
@Doc("deep, cross and field interaction experts, each kind shared by all tasks or private to each")
public record MtPhnOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("which experts are shared") Setting setting,

        @Doc("the selection of inputs, and the cross and field interaction experts")
        InteractionOptions interaction,

        @Doc("cross experts, in all or of each task") int crossExperts,

        @Doc("field interaction experts, in all or of each task")
        int fieldExperts,

        @Doc("deep experts shared by all tasks (s1, s3)") int experts,

        @Doc("deep experts of each task (s2)") int privateExperts,
        @Doc("the layers of each deep expert") MlpOptions expert,
        @Doc("the gates over the shared experts") GateOptions gate,

        @Doc("how experts of different widths become a logit")
        Readout readout,

        @Doc("width to which projection brings every expert")
        int projectionWidth,

        @Doc("sizes of hidden layers of each task's tower over projected experts")
        List<Integer> towerHidden)
        implements ModelOptions {
    /** The settings of the paper's Table I. */
    public enum Setting {
        @Doc("all experts shared (D_pub, C&F_pub)")
        S1(true, true),
        @Doc("deep experts private, cross and field experts shared (D_pri, C&F_pub)")
        S2(false, true),
        @Doc("deep experts shared, cross and field experts private (D_pub, C&F_pri), the paper's best")
        S3(true, false);

        private final boolean deepShared;
        private final boolean interactionShared;

        Setting(boolean deepShared, boolean interactionShared) {
            this.deepShared = deepShared;
            this.interactionShared = interactionShared;
        }

        boolean deepShared() {
            return deepShared;
        }

        boolean interactionShared() {
            return interactionShared;
        }
    }

    /** How the outputs of experts become a logit. */
    public enum Readout {
        @Doc("a linear weight for each task and expert, as DE-PHN's eqs. 4 and 5")
        LINEAR,
        @Doc("a projection (ReLU) of each expert to one width, a weighted sum, and a tower for each task")
        PROJECTION
    }

    private static final int EXPERTS = 4;
    private static final int PRIVATE_EXPERTS = 1;
    private static final int PROJECTION_WIDTH = 64;
    private static final List<Integer> TOWER = List.of(64);

    public static final MtPhnOptions DEFAULTS = new MtPhnOptions(
            EmbeddingRequest.RowInit.UNIT_UNIFORM,
            Setting.S3,
            InteractionOptions.DEFAULTS,
            1,
            1,
            EXPERTS,
            PRIVATE_EXPERTS,
            MlpOptions.of(128, 64),
            GateOptions.DEFAULTS,
            Readout.LINEAR,
            PROJECTION_WIDTH,
            TOWER);

    public MtPhnOptions {
        towerHidden = List.copyOf(towerHidden);
        towerHidden.forEach(size -> DePhnOptions.requireAtLeast("towerHidden sizes", 1, size));
        DePhnOptions.requireAtLeast("crossExperts", 0, crossExperts);
        DePhnOptions.requireAtLeast("fieldExperts", 0, fieldExperts);
        DePhnOptions.requireAtLeast("experts", 1, experts);
        DePhnOptions.requireAtLeast("privateExperts", 1, privateExperts);
        DePhnOptions.requireAtLeast("projectionWidth", 1, projectionWidth);
        if (setting == Setting.S2 && crossExperts + fieldExperts == 0) {
            throw new IllegalArgumentException(
                    "setting s2 shares cross and field experts only, but crossExperts and fieldExperts are both 0");
        }
        if (readout == Readout.LINEAR) {
            NoEffect.refuse("projectionWidth", projectionWidth, PROJECTION_WIDTH, "with readout linear");
            NoEffect.refuse("towerHidden", towerHidden, TOWER, "with readout linear");
        }
        if (setting.deepShared()) {
            NoEffect.refuse("privateExperts", privateExperts, PRIVATE_EXPERTS, "with settings s1 and s3");
        } else {
            NoEffect.refuse("experts", experts, EXPERTS, "with setting s2, which counts privateExperts");
        }
        interaction.requireUsed("interaction", crossExperts, fieldExperts, false);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return List.of(new EmbeddingRequest("0", embedding));
    }
}
