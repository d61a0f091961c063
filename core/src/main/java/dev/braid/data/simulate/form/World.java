package dev.braid.data.simulate.form;

import java.util.List;

/** What options and seed fix: the effects behind the labels, and how rows are made. */
interface World {
    /** The true logits of the tasks that are drawn. */
    Truth truth();

    /** Tasks as they are scored, in the order in which blocks tell their outcomes. */
    List<Scored> scored();

    /** What is written, in order. */
    List<Part> parts();

    /**
     * A task as it is scored.
     *
     * @param name as {@code braid evaluate} names it
     * @param space its sample space: {@code all}, {@code click=1}
     */
    record Scored(String name, String space) {
        static final List<Scored> FUNNEL = List.of(
                new Scored("click", "all"), new Scored("conversion", "click=1"), new Scored("ctcvr:conversion", "all"));
    }
}
