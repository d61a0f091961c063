package dev.braid.data.spec;

import dev.braid.data.Split;
import java.util.Locale;
import java.util.Optional;

/** Files that are split alike: those given for one split, or those given for all. */
public enum FileGroup {
    TRAIN(Split.TRAIN),
    VALIDATION(Split.VALIDATION),
    TEST(Split.TEST),
    ALL(null);

    private final Optional<Split> split;

    FileGroup(@org.jspecify.annotations.Nullable Split split) {
        this.split = Optional.ofNullable(split);
    }

    /** The split that the group's rows belong to when no rule divides them; empty for {@link #ALL}. */
    public Optional<Split> split() {
        return split;
    }

    /** The key in a spec. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
