package dev.braid.data.simulate.form;

/** A feature list of Ali-CCP in the making: elements are counted, because their number stands before the list. */
final class FeatureListText {
    private static final int WEIGHT_DECIMALS = 5;

    private final ByteText list = new ByteText();
    private int elements;

    void clear() {
        list.clear();
        elements = 0;
    }

    /** An element of value 1. */
    void add(byte[] opening, long feature) {
        add(opening, feature, 1);
    }

    void add(byte[] opening, long feature, double value) {
        if (elements++ > 0) {
            list.add(AliCcpFields.JOIN);
        }
        list.add(opening).add(feature).add(AliCcpFields.afterFeature()).decimal(value, WEIGHT_DECIMALS);
    }

    /** Writes {@code ,number,list} and the line's end. */
    void endLine(ByteText line) {
        line.add(',').add(elements).add(',').add(list).add('\n');
    }
}
