package dev.braid.catalogue;

import dev.braid.model.Model;
import dev.braid.model.ModelOptions;
import dev.braid.model.ModelShape;
import dev.braid.nn.Parameters;

/**
 * A line of the catalogue of models.
 *
 * @param name what a user types
 * @param title what the model is called
 * @param paper where it is published
 * @param kind what it is for
 * @param defaults its options with their default values
 * @param factory builds the model
 * @param objective how it is trained
 * @param <O> its options record
 */
public record ModelEntry<O extends Record & ModelOptions>(
        String name,
        String title,
        String paper,
        Kind kind,
        O defaults,
        Factory<O> factory,
        ObjectiveEntry<?> objective) {
    /** A model that is trained on each declared task by itself. */
    public ModelEntry(String name, String title, String paper, Kind kind, O defaults, Factory<O> factory) {
        this(name, title, paper, kind, defaults, factory, ObjectiveEntry.DECLARED_TASKS);
    }

    /** What a model is for. */
    public enum Kind {
        /** One task; several tasks train independent copies. */
        SINGLE(
                "A single-task model: several tasks train copies of it, each with weights of its own. They share the schedule: one"
                        + " early stopping by the mean over tasks, and one clipping norm over all gradients. To train them fully"
                        + " apart, train on one task at a time."),
        /** Parallel tasks. */
        MULTI("A multi-task model for parallel tasks."),
        /** Tasks that follow each other along a funnel. */
        CHAIN("A multi-task model for tasks that follow each other along a funnel.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** What it is for, in words. */
        public String sentence() {
            return sentence;
        }
    }

    /** Builds a model with all its parameters. */
    @FunctionalInterface
    public interface Factory<O> {
        /**
         * @throws dev.braid.fault.BadInput if the options do not fit the shape
         */
        Model create(O options, ModelShape shape, Parameters parameters);
    }
}
