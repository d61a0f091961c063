package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.nn.Parameter;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names and shapes of parameters are what checkpoints are read by: changing one breaks the files that exist. */
@ExtendWith(NoLeaks.class)
class CheckpointNamesTest {
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);

    private static final List<String> TOWERS = List.of(
            "tower.0.0.weight [5, 4]",
            "tower.0.0.bias [4]",
            "tower.0.head.weight [4, 1]",
            "tower.0.head.bias [1]",
            "tower.1.0.weight [5, 4]",
            "tower.1.0.bias [4]",
            "tower.1.head.weight [4, 1]",
            "tower.1.head.bias [1]");

    private static final List<String> ATTENTION = List.of(
            "attention.query [2, 2]", "attention.key [2, 2]", "attention.value [2, 2]", "attention.output [2, 2]");

    @Test
    void dnn() {
        assertEquals(
                List.of(
                        "task.0.0.weight [6, 5]",
                        "task.0.0.bias [5]",
                        "task.0.head.weight [5, 1]",
                        "task.0.head.bias [1]",
                        "task.1.0.weight [6, 5]",
                        "task.1.0.bias [5]",
                        "task.1.head.weight [5, 1]",
                        "task.1.head.bias [1]"),
                names("dnn", "mlp.hidden=[5]"));
    }

    @Test
    void wideDeep() {
        assertEquals(names("dnn", "mlp.hidden=[5]"), names("widedeep", "mlp.hidden=[5]"));
    }

    @Test
    void dcn() {
        assertEquals(
                List.of(
                        "task.0.cross.0.weight [6]",
                        "task.0.cross.0.bias [6]",
                        "task.0.dnn.0.weight [6, 5]",
                        "task.0.dnn.0.bias [5]",
                        "task.0.head.weight [11, 1]",
                        "task.0.head.bias [1]"),
                ofTheFirstTask("dcn", "crossLayers=1", "mlp.hidden=[5]"));
    }

    @Test
    void dcnV2() {
        List<String> cross = List.of("task.0.cross.0.weight [6, 6]", "task.0.cross.0.bias [6]");
        List<String> lowRank =
                List.of("task.0.cross.0.down [6, 2]", "task.0.cross.0.up [2, 6]", "task.0.cross.0.bias [6]");
        List<String> dnn = List.of("task.0.dnn.0.weight [6, 5]", "task.0.dnn.0.bias [5]");
        String bias = "task.0.head.bias [1]";
        assertEquals(
                joined(cross, dnn, List.of("task.0.head.weight [11, 1]", bias)),
                ofTheFirstTask("dcnv2", "crossLayers=1", "mlp.hidden=[5]"));
        assertEquals(
                joined(lowRank, dnn, List.of("task.0.head.weight [5, 1]", bias)),
                ofTheFirstTask("dcnv2", "crossLayers=1", "crossRank=2", "structure=stacked", "mlp.hidden=[5]"));
        assertEquals(
                joined(cross, List.of("task.0.head.weight [6, 1]", bias)),
                ofTheFirstTask("dcnv2", "crossLayers=1", "structure=cross-only"));
    }

    @Test
    void fint() {
        assertEquals(
                List.of(
                        "task.0.field.0.weight [3, 3]",
                        "task.0.field.0.residual [3]",
                        "task.0.dnn.0.weight [6, 5]",
                        "task.0.dnn.0.bias [5]",
                        "task.0.dnn.head.weight [5, 1]",
                        "task.0.dnn.head.bias [1]"),
                ofTheFirstTask("fint", "layers=1", "mlp.hidden=[5]"));
    }

    @Test
    void nfm() {
        assertEquals(
                List.of(
                        "task.0.pooling.norm.scale [2]",
                        "task.0.pooling.norm.shift [2]",
                        "task.0.pooling.norm.mean [2]",
                        "task.0.pooling.norm.variance [2]",
                        "task.0.dnn.0.weight [2, 5]",
                        "task.0.dnn.0.bias [5]",
                        "task.0.dnn.head.weight [5, 1]",
                        "task.0.dnn.head.bias [1]"),
                ofTheFirstTask("nfm", "pooling.batchNorm=true", "mlp.hidden=[5]"));
    }

    @Test
    void xDeepFm() {
        List<String> rest =
                List.of("task.0.dnn.0.weight [6, 5]", "task.0.dnn.0.bias [5]", "task.0.head.weight [11, 1]");
        List<String> bias = List.of("task.0.head.bias [1]");
        assertEquals(
                joined(List.of("task.0.cin.0.weight [9, 4]", "task.0.cin.1.weight [12, 2]"), rest, bias),
                ofTheFirstTask("xdeepfm", "cin.maps=[4,2]", "mlp.hidden=[5]"));
        assertEquals(
                joined(List.of("task.0.cin.0.weight [9, 4]", "task.0.cin.1.weight [6, 4]"), rest, bias),
                ofTheFirstTask("xdeepfm", "cin.maps=[4,4]", "cin.splitHalf=true", "mlp.hidden=[5]"));
    }

    @Test
    void sharedBottom() {
        assertEquals(
                joined(
                        List.of(
                                "bottom.0.weight [6, 7]",
                                "bottom.0.bias [7]",
                                "bottom.0.norm.scale [7]",
                                "bottom.0.norm.shift [7]",
                                "bottom.0.norm.mean [7]",
                                "bottom.0.norm.variance [7]",
                                "bottom.1.weight [7, 5]",
                                "bottom.1.bias [5]",
                                "bottom.1.norm.scale [5]",
                                "bottom.1.norm.shift [5]",
                                "bottom.1.norm.mean [5]",
                                "bottom.1.norm.variance [5]"),
                        TOWERS),
                names("sharedbottom", "bottom.hidden=[7,5]", "bottom.batchNorm=true", "tower.hidden=[4]"));
    }

    @Test
    void mmoe() {
        assertEquals(
                joined(
                        List.of(
                                "experts.0.weight [6, 21]",
                                "experts.0.bias [21]",
                                "experts.1.weight [3, 7, 5]",
                                "experts.1.bias [3, 1, 5]",
                                "gate.0.weight [6, 3]",
                                "gate.1.weight [6, 3]"),
                        TOWERS),
                names("mmoe", "experts=3", "expert.hidden=[7,5]", "tower.hidden=[4]"));
    }

    @Test
    void mmoeWithASingleGate() {
        assertEquals(
                joined(
                        List.of(
                                "experts.0.weight [6, 15]",
                                "experts.0.bias [15]",
                                "gate.all.hidden.0.weight [6, 8]",
                                "gate.all.hidden.0.bias [8]",
                                "gate.all.weight [8, 3]",
                                "gate.all.bias [3]"),
                        TOWERS),
                names(
                        "mmoe",
                        "experts=3",
                        "expert.hidden=[5]",
                        "tower.hidden=[4]",
                        "singleGate=true",
                        "gate.hidden=[8]",
                        "gate.bias=true"));
    }

    @Test
    void crossStitch() {
        assertEquals(
                List.of(
                        "network.0.weight [6, 14]",
                        "network.0.bias [14]",
                        "network.1.weight [2, 7, 5]",
                        "network.1.bias [2, 1, 5]",
                        "stitch.0.mix [2, 2, 7]",
                        "stitch.1.mix [2, 2, 5]",
                        "tower.0.head.weight [5, 1]",
                        "tower.0.head.bias [1]",
                        "tower.1.head.weight [5, 1]",
                        "tower.1.head.bias [1]"),
                names("crossstitch", "network.hidden=[7,5]", "perUnit=true"));
    }

    @Test
    void sluice() {
        assertEquals(
                List.of(
                        "network.0.weight [6, 12]",
                        "network.0.bias [12]",
                        "network.1.weight [2, 6, 6]",
                        "network.1.bias [2, 1, 6]",
                        "stitch.0.mix [6, 6]",
                        "stitch.1.mix [6, 6]",
                        "layers.0.mix [2]",
                        "layers.1.mix [2]",
                        "tower.0.head.weight [6, 1]",
                        "tower.0.head.bias [1]",
                        "tower.1.head.weight [6, 1]",
                        "tower.1.head.bias [1]"),
                names("sluice", "network.hidden=[6,6]", "subspaces=3", "tower.hidden=[]"));
    }

    @Test
    void ple() {
        assertEquals(
                joined(
                        List.of(
                                "level.0.task.0.experts.0.weight [6, 8]",
                                "level.0.task.0.experts.0.bias [8]",
                                "level.0.task.0.gate.weight [6, 3]",
                                "level.0.task.1.gate.weight [6, 1]",
                                "level.0.shared.experts.0.weight [6, 4]",
                                "level.0.shared.experts.0.bias [4]",
                                "level.0.shared.gate.weight [6, 3]",
                                "level.1.task.0.experts.0.weight [4, 14]",
                                "level.1.task.0.experts.0.bias [14]",
                                "level.1.task.0.experts.1.weight [2, 7, 5]",
                                "level.1.task.0.experts.1.bias [2, 1, 5]",
                                "level.1.task.0.gate.weight [4, 3]",
                                "level.1.task.1.gate.weight [4, 1]",
                                "level.1.shared.experts.0.weight [4, 7]",
                                "level.1.shared.experts.0.bias [7]",
                                "level.1.shared.experts.1.weight [1, 7, 5]",
                                "level.1.shared.experts.1.bias [1, 1, 5]"),
                        TOWERS),
                names("ple", "levels=[[4],[7,5]]", "sharedExperts=1", "taskExperts=[2,0]", "tower.hidden=[4]"));
    }

    @Test
    void snrTrans() {
        assertEquals(
                joined(
                        List.of(
                                "level.0.subnet.0.weight [6, 14]",
                                "level.0.subnet.0.bias [14]",
                                "level.0.route.0.logAlpha [2]",
                                "level.0.route.0.transform [2, 7, 7]",
                                "level.0.route.1.logAlpha [2]",
                                "level.0.route.1.transform [2, 7, 7]",
                                "level.0.route.2.logAlpha [2]",
                                "level.0.route.2.transform [2, 7, 7]",
                                "level.1.subnet.0.weight [3, 7, 5]",
                                "level.1.subnet.0.bias [3, 1, 5]",
                                "level.1.route.0.logAlpha [3]",
                                "level.1.route.0.transform [3, 5, 5]",
                                "level.1.route.1.logAlpha [3]",
                                "level.1.route.1.transform [3, 5, 5]"),
                        TOWERS),
                names("snr-trans", "levels=[[7],[5]]", "subnetworks=[2,3]", "tower.hidden=[4]"));
    }

    @Test
    void snrAver() {
        assertEquals(
                joined(
                        List.of(
                                "level.0.subnet.0.weight [6, 10]",
                                "level.0.subnet.0.bias [10]",
                                "level.0.route.0.logAlpha [2]",
                                "level.0.route.1.logAlpha [2]"),
                        TOWERS),
                names("snr-aver", "levels=[[5]]", "subnetworks=2", "tower.hidden=[4]"));
    }

    @Test
    void aitm() {
        assertEquals(
                List.of(
                        "task.0.tower.0.weight [6, 5]",
                        "task.0.tower.0.bias [5]",
                        "task.0.0.weight [5, 4]",
                        "task.0.0.bias [4]",
                        "task.0.head.weight [4, 1]",
                        "task.0.head.bias [1]",
                        "task.1.tower.0.weight [6, 5]",
                        "task.1.tower.0.bias [5]",
                        "task.1.transfer.weight [5, 5]",
                        "task.1.transfer.bias [5]",
                        "attention.query [5, 5]",
                        "attention.key [5, 5]",
                        "attention.value [5, 5]",
                        "task.1.0.weight [5, 4]",
                        "task.1.0.bias [4]",
                        "task.1.head.weight [4, 1]",
                        "task.1.head.bias [1]"),
                names("aitm", "towerHidden=[5]", "towerDropout=0", "headHidden=[4]"));
    }

    @Test
    void igie() {
        assertEquals(
                List.of(
                        "group.0.experts.0.weight [6, 15]",
                        "group.0.experts.0.bias [15]",
                        "group.0.gate.0.weight [6, 3]",
                        "group.0.gate.1.weight [6, 3]",
                        "group.1.experts.0.weight [6, 15]",
                        "group.1.experts.0.bias [15]",
                        "group.1.gate.0.weight [6, 3]",
                        "group.1.gate.1.weight [6, 3]",
                        "groupgate.0.weight [12, 2]",
                        "groupgate.1.weight [12, 2]",
                        "tower.0.head.weight [10, 1]",
                        "tower.0.head.bias [1]",
                        "tower.1.head.weight [10, 1]",
                        "tower.1.head.bias [1]"),
                names("igie", "experts=3", "expert.hidden=[5]", "tower.hidden=[]", "groupGate=true"));
    }

    @Test
    void phn() {
        assertEquals(
                names("phn", "interaction.crossLayers=1", "interaction.fieldLayers=1", "mlp.hidden=[6]").stream()
                        .filter(name -> name.startsWith("task.0."))
                        .toList(),
                List.of(
                        "task.0.attention.query [2, 2]",
                        "task.0.attention.key [2, 2]",
                        "task.0.attention.value [2, 2]",
                        "task.0.attention.output [2, 2]",
                        "task.0.select.cross.gate [6]",
                        "task.0.select.field.gate [6]",
                        "task.0.select.dnn.gate [6]",
                        "task.0.cross.0.weight [6, 6]",
                        "task.0.cross.0.bias [6]",
                        "task.0.cross.0.residual [6]",
                        "task.0.field.0.weight [3, 3]",
                        "task.0.field.0.residual [3]",
                        "task.0.dnn.0.weight [6, 6]",
                        "task.0.dnn.0.bias [6]",
                        "task.0.dnn.0.residual [6]",
                        "task.0.head.weight [18, 1]",
                        "task.0.head.bias [1]"));
    }

    @Test
    void mtPhnWithPrivateInteractions() {
        assertEquals(
                joined(
                        ATTENTION,
                        List.of(
                                "select.dnn.gate [6]",
                                "select.cross.gate [6]",
                                "select.field.gate [6]",
                                "experts.0.weight [6, 15]",
                                "experts.0.bias [15]",
                                "task.0.cross.0.0.weight [6]",
                                "task.0.cross.0.0.bias [6]",
                                "task.0.field.0.0.weight [3, 3]",
                                "task.1.cross.0.0.weight [6]",
                                "task.1.cross.0.0.bias [6]",
                                "task.1.field.0.0.weight [3, 3]",
                                "gate.0.weight [6, 3]",
                                "gate.1.weight [6, 3]",
                                "readout.experts.weight [2, 3, 5]",
                                "task.0.readout.interaction.weight [1, 2, 6]",
                                "task.1.readout.interaction.weight [1, 2, 6]",
                                "readout.bias [2]")),
                names(
                        "mtphn",
                        "experts=3",
                        "expert.hidden=[5]",
                        "interaction.crossLayers=1",
                        "interaction.crossVersion=v1",
                        "interaction.fieldLayers=1",
                        "interaction.residual=off"));
    }

    @Test
    void mtPhnWithPrivateDeepExpertsAndProjection() {
        assertEquals(
                joined(
                        ATTENTION,
                        List.of(
                                "select.dnn.gate [6]",
                                "select.cross.gate [6]",
                                "cross.0.0.down [6, 2]",
                                "cross.0.0.up [2, 6]",
                                "cross.0.0.bias [6]",
                                "cross.0.0.residual [1]",
                                "task.0.experts.0.weight [6, 5]",
                                "task.0.experts.0.bias [5]",
                                "task.1.experts.0.weight [6, 5]",
                                "task.1.experts.0.bias [5]",
                                "gate.0.weight [6, 1]",
                                "gate.1.weight [6, 1]",
                                "readout.interaction.weight [1, 6, 7]",
                                "readout.interaction.bias [1, 1, 7]",
                                "task.0.readout.experts.weight [1, 5, 7]",
                                "task.0.readout.experts.bias [1, 1, 7]",
                                "tower.0.head.weight [7, 1]",
                                "tower.0.head.bias [1]",
                                "task.1.readout.experts.weight [1, 5, 7]",
                                "task.1.readout.experts.bias [1, 1, 7]",
                                "tower.1.head.weight [7, 1]",
                                "tower.1.head.bias [1]")),
                names(
                        "mtphn",
                        "setting=s2",
                        "fieldExperts=0",
                        "expert.hidden=[5]",
                        "interaction.crossLayers=1",
                        "interaction.crossRank=2",
                        "interaction.residual=scalar",
                        "readout=projection",
                        "projectionWidth=7",
                        "towerHidden=[]"));
    }

    @Test
    void dePhn() {
        assertEquals(
                joined(
                        ATTENTION,
                        List.of(
                                "select.dnn.gate [6]",
                                "experts.0.weight [6, 20]",
                                "experts.0.bias [20]",
                                "mapping.frequency [4]",
                                "gate.values [2, 4, 3]",
                                "public.weight [2, 12, 5]",
                                "public.bias [2]",
                                "private.bias [2]",
                                "select.cross.gate [6]",
                                "select.field.gate [6]",
                                "task.0.cross.0.0.weight [6, 6]",
                                "task.0.cross.0.0.bias [6]",
                                "task.0.cross.0.0.residual [6]",
                                "task.0.field.0.0.weight [3, 3]",
                                "task.0.field.0.0.residual [3]",
                                "task.0.private.weight [1, 2, 6]",
                                "task.1.cross.0.0.weight [6, 6]",
                                "task.1.cross.0.0.bias [6]",
                                "task.1.cross.0.0.residual [6]",
                                "task.1.field.0.0.weight [3, 3]",
                                "task.1.field.0.0.residual [3]",
                                "task.1.private.weight [1, 2, 6]")),
                names(
                        "dephn",
                        "expert.hidden=[5]",
                        "trainableFrequency=true",
                        "interaction.crossLayers=1",
                        "interaction.fieldLayers=1"));
    }

    @Test
    void dePhnWithEverythingElse() {
        assertEquals(
                joined(
                        ATTENTION,
                        List.of(
                                "select.dnn.gate [6]",
                                "experts.0.0.weight [6, 6]",
                                "experts.0.0.bias [6]",
                                "experts.0.0.residual [6]",
                                "gate.0.weight [6, 3]",
                                "gate.1.weight [6, 3]",
                                "tower.0.0.weight [18, 4]",
                                "tower.0.0.bias [4]",
                                "tower.0.head.weight [4, 1]",
                                "tower.0.head.bias [1]",
                                "tower.1.0.weight [18, 4]",
                                "tower.1.0.bias [4]",
                                "tower.1.head.weight [4, 1]",
                                "tower.1.head.bias [1]",
                                "private.bias [2]",
                                "task.0.select.field.gate [6]",
                                "task.0.field.0.0.weight [3, 3]",
                                "task.0.field.0.0.residual [3]",
                                "task.0.private.weight [1, 1, 6]",
                                "task.1.select.field.gate [6]",
                                "task.1.field.0.0.weight [3, 3]",
                                "task.1.field.0.0.residual [3]",
                                "task.1.private.weight [1, 1, 6]")),
                names(
                        "dephn",
                        "gate=mg",
                        "experts=1",
                        "expert.hidden=[6]",
                        "expertResidual=true",
                        "towerHidden=[4]",
                        "crossExperts=0",
                        "selectionPerTask=true",
                        "interaction.fieldLayers=1"));
    }

    @Test
    void esmm() {
        assertEquals(
                List.of(
                        "tower.0.0.weight [6, 4]",
                        "tower.0.0.bias [4]",
                        "tower.0.head.weight [4, 1]",
                        "tower.0.head.bias [1]",
                        "tower.1.0.weight [6, 4]",
                        "tower.1.0.bias [4]",
                        "tower.1.head.weight [4, 1]",
                        "tower.1.head.bias [1]"),
                names("esmm", "tower.hidden=[4]"));
    }

    @Test
    void escm2Dr() {
        assertEquals(
                joined(
                        List.of(
                                "experts.0.weight [6, 15]",
                                "experts.0.bias [15]",
                                "gate.0.weight [6, 3]",
                                "gate.1.weight [6, 3]",
                                "gate.2.weight [6, 3]"),
                        joined(
                                TOWERS,
                                List.of(
                                        "tower.2.0.weight [5, 4]",
                                        "tower.2.0.bias [4]",
                                        "tower.2.head.weight [4, 1]",
                                        "tower.2.head.bias [1]"))),
                names("escm2-dr", "experts=3", "expert.hidden=[5]", "tower.hidden=[4]"));
    }

    private static List<String> names(String model, String... settings) {
        try (SmallModel small = SmallModel.of(model, SHAPE, 1, settings)) {
            return small.parameters.all().stream()
                    .map(CheckpointNamesTest::described)
                    .toList();
        }
    }

    private static List<String> ofTheFirstTask(String model, String... settings) {
        return names(model, settings).stream()
                .filter(name -> name.startsWith("task.0."))
                .toList();
    }

    private static String described(Parameter parameter) {
        return parameter.name() + " " + Arrays.toString(parameter.variable().shape());
    }

    @SafeVarargs
    private static List<String> joined(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
