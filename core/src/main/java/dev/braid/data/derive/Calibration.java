package dev.braid.data.derive;

import dev.braid.options.Doc;

/** How a network's logits become the confidence c that both tasks are made of. */
public enum Calibration {
    @Doc("shift and scale them until c correlates with y_r by 0.9877 and with y_ur by 0.5288, as the paper prints")
    CONF,
    @Doc("take them as they are, and see what they reach")
    NONE,
    @Doc("widen them about their mean until the two labels of criteo-ur correlate by 0.5288")
    LABEL
}
