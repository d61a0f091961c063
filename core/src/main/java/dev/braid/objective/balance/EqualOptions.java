package dev.braid.objective.balance;

import dev.braid.options.Doc;

/** The options of {@link Equal}: there are none. */
@Doc("the sum of the losses, each with the factor that its task declares")
public record EqualOptions() {
    public static final EqualOptions DEFAULTS = new EqualOptions();
}
