package dev.braid.model;

import dev.braid.catalogue.Models;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import java.util.ArrayList;
import java.util.List;

/** Settings for tests that go through all options: some options are refused beside certain others. */
public final class AcceptedSettings {
    private AcceptedSettings() {}

    /** Those candidates, in their order, that a model's options accept together with the ones before. */
    public static String[] of(String model, List<String> candidates) {
        return of(Models.named(model).defaults(), candidates);
    }

    /** Those candidates, in their order, that an options record accepts together with the ones before. */
    public static String[] of(Record defaults, List<String> candidates) {
        List<String> accepted = new ArrayList<>();
        for (String candidate : candidates) {
            accepted.add(candidate);
            if (!reads(defaults, accepted)) {
                accepted.remove(accepted.size() - 1);
            }
        }
        return accepted.toArray(String[]::new);
    }

    private static boolean reads(Record defaults, List<String> settings) {
        try {
            OptionReader reader = OptionReader.of(settings);
            reader.section("", defaults);
            reader.finish();
            return true;
        } catch (BadInput refused) {
            return false;
        }
    }
}
