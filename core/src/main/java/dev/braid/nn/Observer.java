package dev.braid.nn;

/**
 * Watches what a model does inside of a {@link Pass}: every kind of {@link Trace} has a method, which by default looks away.
 * It is called on the thread of the pass, while the tensors of a trace live; who wants to keep their numbers copies them.
 */
public interface Observer {
    /** Any trace; goes on to the method of its kind. */
    default void see(Trace trace) {
        trace.showTo(this);
    }

    default void onGate(Trace.Gate gate) {}

    default void onExperts(Trace.Experts experts) {}

    default void onSelection(Trace.Selection selection) {}

    default void onPart(Trace.Part part) {}

    default void onCoefficients(Trace.Coefficients coefficients) {}

    default void onFeedback(Trace.Feedback feedback) {}
}
