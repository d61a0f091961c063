package dev.braid.data.simulate;

/** The dataset specs that come with simulated files. */
final class SimulatedSpec {
    static final String FILE = "spec.yaml";

    static final String FUNNEL = """
            # A simulated funnel: exposure -> click -> conversion. truth/ holds the true probabilities; no feature tells them.
            name: funnel
            files:
              train: train.csv
              validation: validation.csv
              test: test.csv
            features:
              user_id: categorical
              age: categorical
              occupation: categorical
              region: categorical
              interests: {type: multi, separator: "|", pooling: mean}
              income: {type: numeric, scale: standardize}
              item_id: categorical
              category: categorical
              brand: categorical
              price: {type: numeric, scale: standardize}
              item_age: {type: numeric, scale: standardize}
              hour: categorical
              weekday: categorical
              device: categorical
              position: {type: numeric, scale: standardize}
            tasks:
              click: {label: click, user: user_id}
              conversion: {label: conversion, space: click, user: user_id}
            """;

    private SimulatedSpec() {}

    /** For {@link MmoeSynthetic}; the inputs are standard normal already. */
    static String mmoe(int dimension) {
        StringBuilder features = new StringBuilder();
        for (int i = 1; i <= dimension; i++) {
            features.append("  x").append(i).append(": numeric\n");
        }
        return """
                # The MMoE paper's two tasks, cut at their medians. truth/ holds the real-valued labels; no feature tells them.
                name: mmoe-synthetic
                files:
                  train: train.csv
                  validation: validation.csv
                  test: test.csv
                features:
                """ + features + """
                tasks:
                  y1: {label: y1}
                  y2: {label: y2}
                """;
    }
}
