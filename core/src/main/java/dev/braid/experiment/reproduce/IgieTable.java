package dev.braid.experiment.reproduce;

import dev.braid.metric.Metric;
import java.util.List;
import java.util.Map;

/** Table 2 of the IGIE paper. */
final class IgieTable {
    private static final double PERCENT = 100;

    private static final PaperNumbers ALI_CCP = PaperNumbers.of(2, """
            MMOE 55.32 12.39
            PLE 54.61 11.22
            ESMM 62.97 17.49
            MTL-EIB 54.09 11.57
            MTL-IPS 61.38 11.42
            ESCM2 61.14 12.31
            cross-stitch 55.93 13.18
            IGIE 62.26 15.49""");

    private static final PaperNumbers ALI_EXPRESS = PaperNumbers.of(2, """
            MMOE 72.02 31.53
            PLE 72.33 31.07
            ESMM 72.92 32.93
            MTL-EIB 73.64 31.13
            MTL-IPS 73.69 32.36
            ESCM2 73.85 32.33
            cross-stitch 73.59 33.97
            IGIE 74.24 36.82""");

    private static final PaperNumbers CRITEO = PaperNumbers.of(2, """
            MMOE 52.11 9.63
            PLE 50.23 9.34
            ESMM 50.09 10.11
            MTL-EIB 51.63 7.53
            MTL-IPS 53.37 11.25
            ESCM2 54.19 11.32
            cross-stitch 55.23 12.21
            IGIE 58.39 13.83""");

    static final PaperResult TABLE_2 = new PaperResult(
            "igie-table2",
            "IGIE, Table 2: conversion rates on Ali-CCP, AliExpress and Criteo",
            "\"IGIE\", World Journal of Innovation and Modern Technology 7(2), 2024",
            "AUC and F1, times 100, of the conversion rate. The paper does not say over which rows; CVR is measured among"
                    + " clicks, with the second head trained on clicks where a model has no objective of its own for it, and CTCVR, the probability of click and"
                    + " conversion, over all rows beside it. F1 takes the threshold that is best on validation. Weights"
                    + " are the best on validation; means are over seeds.",
            List.of(
                    dataset(
                            "ali-ccp",
                            "Ali-CCP",
                            "The paper: train 11M rows, 0.1M clicks, 2,892 conversions; dev 1M, 0.01M, 309; test 8M, 0.07M,"
                                    + " 2,204.",
                            ALI_CCP),
                    dataset(
                            "aliexpress",
                            "AliExpress",
                            "The paper: train 2M rows, 0.01M clicks, 298 conversions; dev 0.2M, 1.9K, 48; test 0.9M, 7.4K,"
                                    + " 165.",
                            ALI_EXPRESS),
                    dataset(
                            "criteo-attribution",
                            "Criteo",
                            "The paper: train 10M rows, 0.11M clicks, 2,742 conversions; dev 2M, 0.017M, 589; test 4.5M,"
                                    + " 0.02M, 634.",
                            CRITEO)),
            variants(),
            Map.of(Preset.PAPER, paper(), Preset.QUICK, quick()),
            List.of(
                    "F1 is not reproducible from the paper's own Table 1: at the printed AUC and rates of positives, scores"
                            + " of two normal distributions reach an F1 of at most 0.5 over all rows, and of 8 to 14 among"
                            + " clicks, while 13.8 to 36.8 are printed for IGIE. Resampling or threshold are not stated."
                            + " Compare orderings, not values.",
                    "The paper's subsets are not stated: its Ali-CCP has 0.9 % clicks where the published files have 4 %, its"
                            + " Criteo has under 1.5 % where the file has 36 %, and the country of AliExpress is not named"
                            + " (here the Netherlands, unless --source-set aliexpress:country says otherwise).",
                    "The paper states width 128, batch 16, Adam with 0.001 and dropout 0.4 for all models; numbers of"
                            + " experts and sizes of layers are Braid's defaults. Dropout is that of the experts' and"
                            + " towers' hidden layers. Adam moves the embedding rows that a batch touches.",
                    "The printed ESCM2 is one line; both of its forms, with inverse propensities and doubly robust, stand"
                            + " against it. MTL-IPS has a network of its own for each task, as the paper describes it."));

    private IgieTable() {}

    private static PaperDataset dataset(String source, String title, String size, PaperNumbers numbers) {
        return new PaperDataset(
                source,
                title,
                SourceOrigin.of(source, "space=click"),
                size,
                List.of(
                        PaperColumn.printed("CVR AUC", "conversion", Metric.AUC, PERCENT),
                        PaperColumn.printed("CVR F1", "conversion", Metric.F1, PERCENT),
                        PaperColumn.added("CTCVR AUC", "ctcvr:conversion", Metric.AUC, PERCENT),
                        PaperColumn.added("CTCVR F1", "ctcvr:conversion", Metric.F1, PERCENT)),
                numbers);
    }

    private static List<PaperVariant> variants() {
        return List.of(
                PaperVariant.of("MMOE", "mmoe"),
                PaperVariant.of("PLE", "ple"),
                PaperVariant.of("ESMM", "esmm"),
                PaperVariant.of("MTL-EIB", "mtl-eib"),
                PaperVariant.of(
                        "MTL-IPS", "mtl-ips", "mtl-ips", "model.backbone=towers", "model.tower.hidden=[256,128,64]"),
                PaperVariant.of("ESCM2", "escm2-ips"),
                PaperVariant.of("ESCM2", "escm2-dr"),
                PaperVariant.of("cross-stitch", "crossstitch"),
                PaperVariant.of("IGIE", "igie"));
    }

    private static Protocol paper() {
        List<String> experts = List.of("model.expert.dropout=0.4", "model.tower.dropout=0.4");
        List<String> towers = List.of("model.tower.dropout=0.4");
        return new Protocol(
                5,
                List.of(
                        "embedding.width=128",
                        "train.batchSize=16",
                        "optimizer.learningRate=0.001",
                        "optimizer.l2Weights=0.000001",
                        "optimizer.l2Embeddings=0.000001"),
                Map.of(
                        "mmoe", experts,
                        "ple", List.of("model.dropout=0.4", "model.tower.dropout=0.4"),
                        "esmm", towers,
                        "mtl-eib", experts,
                        "mtl-ips", towers,
                        "escm2-ips", experts,
                        "escm2-dr", experts,
                        "crossstitch", List.of("model.network.dropout=0.4"),
                        "igie", experts));
    }

    private static Protocol quick() {
        return Protocol.of(3, "embedding.width=8", "train.batchSize=512", "train.epochs=3", "train.patience=1");
    }
}
