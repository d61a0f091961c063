package dev.braid.data.simulate.form;

/**
 * A file of a form.
 *
 * @param name as published; one that ends in {@code .gz} is compressed
 * @param header its first line with the line's end; empty where there is none
 */
record RawFile(String name, String header) {
    static RawFile of(String name) {
        return new RawFile(name, "");
    }

    boolean compressed() {
        return name.endsWith(".gz");
    }
}
