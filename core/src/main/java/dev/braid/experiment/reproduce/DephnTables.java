package dev.braid.experiment.reproduce;

import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tables I and II of the DE-PHN paper. */
final class DephnTables {
    private static final String PAPER = "Kong et al., \"DEPHN\", IJCNN 2023, arXiv 2307.12519";

    /** In the tables a number for each of the two metrics of each task. */
    private static final PaperNumbers TABLE_1_NUMBERS = PaperNumbers.of(4, """
            DNN 0.161467 0.627484 0.003462 0.531357
            W&D 0.161684 0.624813 0.002457 0.618657
            DCN 0.161539 0.626710 0.003462 0.528997
            FINT 0.161060 0.630317 0.002604 0.610606
            MMoE 0.161248 0.620267 0.002050 0.638755
            PLE 0.161167 0.619016 0.002091 0.598048
            SNR 0.161060 0.624165 0.002104 0.542347
            MT-PHN (D pub, C&F pub) 0.161049 0.622513 0.002021 0.637854
            MT-PHN (D pri, C&F pub) 0.161870 0.624355 0.002062 0.649029
            MT-PHN (D pub, C&F pri) 0.161390 0.625701 0.002056 0.655160""");

    private static final PaperNumbers TABLE_2_ALI_CCP = PaperNumbers.of(4, """
            DNN 0.161467 0.627484 0.003462 0.531357
            W&D 0.161684 0.624813 0.002457 0.618657
            DCN 0.161539 0.626710 0.003462 0.528997
            FINT 0.161060 0.630317 0.002604 0.610606
            NFM 0.161971 0.617122 0.002310 0.589522
            xDeepFM 0.170470 0.602327 0.004157 0.558556
            MMoE 0.161248 0.620267 0.002050 0.638755
            PLE 0.161167 0.619016 0.002091 0.598048
            SNR 0.161060 0.624165 0.002104 0.542347
            MT-PHN 0.161390 0.625701 0.002056 0.655160
            DE-PHN 0.162253 0.625885 0.002045 0.663543""");

    private static final PaperNumbers TABLE_2_WECHAT = PaperNumbers.of(6, """
            DNN 0.095421 0.925291 0.091059 0.826466 0.037159 0.832976
            W&D 0.093197 0.926729 0.090587 0.827845 0.037363 0.831841
            DCN 0.094495 0.924850 0.090668 0.828572 0.037012 0.832986
            FINT 0.093764 0.925961 0.090373 0.830775 0.036682 0.839455
            NFM 0.096288 0.917460 0.092024 0.818766 0.037966 0.814771
            xDeepFM 0.093896 0.925278 0.090316 0.832673 0.036780 0.840571
            MMoE 0.093932 0.924594 0.091325 0.822586 0.037745 0.825175
            PLE 0.095841 0.918362 0.091993 0.819099 0.037880 0.808978
            SNR 0.096817 0.913339 0.091150 0.825172 0.038583 0.803636
            MT-PHN 0.094612 0.923507 0.091312 0.826003 0.037036 0.828731
            DE-PHN 0.101615 0.923981 0.091039 0.828510 0.037001 0.829934""");

    private static final String ALI_CCP_SIZE = "The paper counts 85,316,519 samples; its split is not stated.";

    private static final String OPEN =
            "The paper states no embedding width, number of experts or layers, learning rate, batch size, split or number of"
                    + " runs, only that they are the same for all models. In the preset 'paper' they are Braid's defaults,"
                    + " with two interaction layers, and four experts where all tasks share them. Private ones are fewer:"
                    + " MT-PHN has one deep expert for each task where they are private, so that its lines differ in size,"
                    + " too, and PLE two shared experts and two of each task at each level.";

    private static final String SPACE =
            "The conversion task is measured over all impressions, not only over clicks: the"
                    + " printed log-loss of about .0020 is the entropy of about 18 thousand conversions in 84 million"
                    + " impressions.";

    private static final String SNR_KIND =
            "Which SNR the paper means is not stated; here it is SNR-Trans. Which fields of Ali-CCP it uses is not stated"
                    + " either; here they are the 18 single-valued ones.";

    static final PaperResult TABLE_1 = new PaperResult(
            "dephn-table1",
            "DE-PHN, Table I: MT-PHN with shared and private structures on Ali-CCP",
            PAPER,
            "Log-loss and AUC of click and conversion, both over all impressions.",
            List.of(aliCcp(TABLE_1_NUMBERS)),
            table1(),
            Map.of(Preset.PAPER, paper(), Preset.QUICK, quick(Map.of())),
            List.of(OPEN, SPACE, SNR_KIND));

    static final PaperResult TABLE_2 = new PaperResult(
            "dephn-table2",
            "DE-PHN, Table II: single-task and multi-task models on Ali-CCP and WeChat 2021",
            PAPER,
            "Log-loss and AUC of every task over all impressions.",
            List.of(aliCcp(TABLE_2_ALI_CCP), weChat()),
            table2(),
            Map.of(Preset.PAPER, paper(), Preset.QUICK, quick(Map.of("xdeepfm", List.of("model.cin.maps=[10,10]")))),
            List.of(
                    OPEN,
                    SPACE,
                    SNR_KIND,
                    "WeChat, task 1, DE-PHN: the printed log-loss, .1016, is far off those of all models of the same AUC (.924);"
                            + " it is no target.",
                    "WeChat's split is not stated. Here it is by day, and history counts of seven days need days before"
                            + " them, so that training begins with day 8."));

    private DephnTables() {}

    private static PaperDataset aliCcp(PaperNumbers numbers) {
        return new PaperDataset(
                "ali-ccp",
                "Ali-CCP",
                SourceOrigin.of("ali-ccp", "space=all"),
                ALI_CCP_SIZE,
                columns(List.of("click", "conversion")),
                numbers);
    }

    private static PaperDataset weChat() {
        return new PaperDataset(
                "wechat-2021",
                "WeChat-2021",
                SourceOrigin.of("wechat-2021"),
                "The paper counts 7,317,882 samples; its split is not stated.",
                columns(List.of("read_comment", "like", "click_avatar")),
                TABLE_2_WECHAT);
    }

    private static List<PaperColumn> columns(List<String> tasks) {
        List<PaperColumn> columns = new ArrayList<>();
        for (String task : tasks) {
            columns.add(PaperColumn.printed(task + " logloss", task, Metric.LOGLOSS, 1));
            columns.add(PaperColumn.printed(task + " AUC", task, Metric.AUC, 1));
        }
        return columns;
    }

    private static List<PaperVariant> table1() {
        return List.of(
                PaperVariant.of("DNN", "dnn"),
                PaperVariant.of("W&D", "widedeep"),
                PaperVariant.of("DCN", "dcn", "dcn", "model.crossLayers=2"),
                PaperVariant.of("FINT", "fint", "fint", "model.layers=2"),
                PaperVariant.of("MMoE", "mmoe"),
                PaperVariant.of("PLE", "ple"),
                PaperVariant.of("SNR", "snr-trans"),
                PaperVariant.of("MT-PHN (D pub, C&F pub)", "mtphn-s1", "mtphn", "model.setting=s1"),
                PaperVariant.of("MT-PHN (D pri, C&F pub)", "mtphn-s2", "mtphn", "model.setting=s2"),
                PaperVariant.of("MT-PHN (D pub, C&F pri)", "mtphn-s3", "mtphn", "model.setting=s3"));
    }

    private static List<PaperVariant> table2() {
        Stream<PaperVariant> single = table1().stream().limit(4);
        Stream<PaperVariant> more = Stream.of(PaperVariant.of("NFM", "nfm"), PaperVariant.of("xDeepFM", "xdeepfm"));
        Stream<PaperVariant> multi = table1().stream().skip(4).limit(3);
        Stream<PaperVariant> ours = Stream.of(
                PaperVariant.of("MT-PHN", "mtphn", "mtphn", "model.setting=s3"), PaperVariant.of("DE-PHN", "dephn"));
        return Stream.of(single, more, multi, ours).flatMap(s -> s).toList();
    }

    private static Protocol paper() {
        return Protocol.of(5, "embedding.width=16", "train.batchSize=1024", "optimizer.learningRate=0.001");
    }

    private static Protocol quick(Map<String, List<String>> own) {
        return new Protocol(
                3, List.of("embedding.width=8", "train.batchSize=512", "train.epochs=3", "train.patience=1"), own);
    }
}
