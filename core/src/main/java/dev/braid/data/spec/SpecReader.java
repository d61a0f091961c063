package dev.braid.data.spec;

/** Reads a spec from YAML. */
@SuppressWarnings("DoNotCallSuggester")
final class SpecReader {
    private final String origin;

    SpecReader(String origin) {
        this.origin = origin;
    }

    DatasetSpec read(String yaml) {
        throw new UnsupportedOperationException(origin + ": the reader of specs is being written, " + yaml.length());
    }
}
