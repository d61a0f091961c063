package dev.braid.data.simulate.form;

import java.nio.charset.StandardCharsets;

/** The fields of Ali-CCP with the sizes of their vocabularies. Ids of one field follow those of another, as published. */
enum AliCcpFields {
    USER("101", 400_000),
    PROFILE("121", 98),
    GROUP("122", 14),
    GENDER("124", 3),
    AGE("125", 8),
    CONSUMPTION("126", 4),
    CONSUMPTION_GRADE("127", 4),
    OCCUPATION("128", 3),
    GEOGRAPHY("129", 5),
    ITEM("205", 4_300_000),
    CATEGORY("206", 6_929),
    SHOP("207", 600_000),
    INTENTION("210", 90_000),
    BRAND("216", 250_000),
    POSITION("301", 3);

    /** The elements of a feature list are joined by this. */
    static final char JOIN = 1;

    private static final char AFTER_FIELD = 2;
    private static final char AFTER_FEATURE = 3;

    @SuppressWarnings("ImmutableEnumChecker") // written once, and only read by the writers of this package
    private final byte[] opening;

    private final int number;
    private final int published;

    AliCcpFields(String field, int published) {
        this.opening = opening(field);
        this.number = Integer.parseInt(field);
        this.published = published;
    }

    static byte[] opening(String field) {
        return (field + AFTER_FIELD).getBytes(StandardCharsets.US_ASCII);
    }

    /** The number that the publisher gave it. */
    int number() {
        return number;
    }

    int size(double vocabulary) {
        return FormOptions.shrunk(published, vocabulary);
    }

    /** {@code 101\x02} and so on. */
    byte[] opening() {
        return opening;
    }

    /** What stands between a feature and its value. */
    static char afterFeature() {
        return AFTER_FEATURE;
    }
}
