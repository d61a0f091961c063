package dev.braid.data.simulate.form;

import dev.braid.data.simulate.Logistic;
import java.util.List;
import java.util.SplittableRandom;

/** Rows that may be clicked, and converted once clicked. */
final class Funnel {
    static final int TASKS = 2;

    private final Truth truth;

    /**
     * @param tastes of click and conversion over sample rows {@code [2, Truth.SAMPLE]}; used up
     */
    Funnel(double clickRate, double conversionRate, double signal, double correlation, double[][] tastes) {
        truth = new Truth(
                List.of(
                        new Truth.Wanted("click", clickRate, signal, 1, false),
                        new Truth.Wanted("conversion", conversionRate, signal, correlation, true)),
                tastes);
    }

    Truth truth() {
        return truth;
    }

    /**
     * Draws the labels of a row and notes what is true of it.
     *
     * @param tastes {@code [2]} of click and conversion; overwritten by the probabilities
     * @return 0: nothing, 1: a click, 2: a click and a conversion
     */
    int draw(double[] tastes, SplittableRandom random, Block into) {
        truth.logits(tastes);
        double click = Block.written(Logistic.of(tastes[0]));
        double conversion = Block.written(Logistic.of(tastes[1]));
        tastes[0] = click;
        tastes[1] = conversion;
        boolean clicked = random.nextDouble() < click;
        boolean converted = random.nextDouble() < conversion && clicked;
        into.outcome(0, click, clicked ? 1 : 0);
        into.outcome(1, conversion, clicked ? (converted ? 1 : 0) : Block.OUTSIDE);
        into.outcome(2, click * conversion, converted ? 1 : 0);
        into.endRow();
        return clicked ? (converted ? 2 : 1) : 0;
    }
}
