package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of the WeChat files. */
@Doc("WeChat channels, preliminary round 2021")
public record WeChat2021Options(
        @Doc("add how often user and feed were acted upon in the seven days before; training then begins with day 8")
        boolean history,

        @Doc("values seen less often in the training rows get id 0")
        long minCount) {
    public static final WeChat2021Options DEFAULTS = new WeChat2021Options(true, 1);

    public WeChat2021Options {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
    }
}
