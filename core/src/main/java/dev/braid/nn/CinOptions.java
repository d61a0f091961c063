package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** The shape of a compressed interaction network. */
@Doc("a compressed interaction network")
public record CinOptions(
        @Doc("number of feature maps of each layer, first to last")
        List<Integer> maps,

        @Doc("what every feature map ends with") Activation activation,

        @Doc(
                "pass on only the first half of a layer's maps and pool only the second, as the authors' code does; the last"
                        + " layer is pooled whole")
        boolean splitHalf) {
    public static final CinOptions DEFAULTS = new CinOptions(List.of(100, 100), Activation.IDENTITY, false);

    public CinOptions {
        maps = List.copyOf(maps);
        MlpOptions.requireSizes("maps", maps);
        if (maps.isEmpty()) {
            throw new IllegalArgumentException("maps must hold at least one layer; without any, take model dnn");
        }
        if (maps.size() == 1) {
            NoEffect.refuse("splitHalf", splitHalf, false, "with a single layer of maps");
        }
        for (int m = 0; splitHalf && m < maps.size() - 1; m++) {
            if (maps.get(m) % 2 != 0) {
                throw new IllegalArgumentException(
                        "maps must be even in every layer but the last to be split in halves, got " + maps);
            }
        }
    }

    /** How many maps layer m passes on to the next one. */
    int passedOn(int m) {
        return splitHalf ? maps.get(m) / 2 : maps.get(m);
    }

    /** How many maps are pooled in all. */
    public int pooled() {
        int last = maps.size() - 1;
        int pooled = maps.get(last);
        for (int m = 0; m < last; m++) {
            pooled += splitHalf ? maps.get(m) / 2 : maps.get(m);
        }
        return pooled;
    }
}
