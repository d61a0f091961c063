package dev.braid.data.prepare;

import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.RowView;
import dev.braid.data.raw.Staging;
import dev.braid.data.spec.AutoFeatures;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.fault.BadInput;
import dev.braid.schema.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what the columns are that a spec leaves to {@code auto}. */
final class AutoColumns {
    private final Duck duck;
    private final Staging staging;
    private final DatasetSpec spec;
    private final Map<String, String> types;
    private final Set<String> mentioned;

    /**
     * @param types what text columns turned out to hold
     * @param mentioned columns that an expression or a weight mentions, which are never auto features
     */
    AutoColumns(Duck duck, Staging staging, DatasetSpec spec, Map<String, String> types, Set<String> mentioned) {
        this.duck = duck;
        this.staging = staging;
        this.spec = spec;
        this.types = types;
        this.mentioned = mentioned;
    }

    /** The declared features, then the others in the order of their columns. */
    List<FeatureSpec> features() {
        List<FeatureSpec> features = new ArrayList<>(spec.features());
        spec.auto().ifPresent(auto -> {
            Set<String> taken = new HashSet<>(mentioned);
            taken.addAll(spec.drop());
            spec.features().forEach(feature -> taken.add(feature.name()));
            staging.columns().keySet().stream()
                    .filter(column -> !taken.contains(column))
                    .forEach(column -> features.add(decide(column, auto)));
        });
        if (features.isEmpty()) {
            throw new BadInput("no feature is left: every column is dropped or mentioned by an expression");
        }
        return features;
    }

    private FeatureSpec decide(String column, AutoFeatures auto) {
        String type =
                types.getOrDefault(column, String.valueOf(staging.columns().get(column)));
        if (type.endsWith("[]")) {
            return new FeatureSpec.MultiValued(column, Optional.empty(), "|", auto.minCount(), Feature.Pooling.MEAN);
        }
        boolean whole = type.endsWith("INT") || type.endsWith("INTEGER");
        boolean number = whole || type.equals("DOUBLE") || type.equals("FLOAT") || type.startsWith("DECIMAL");
        if (number && !(whole && distinct(column) <= auto.maxDistinct())) {
            return new FeatureSpec.Numeric(column, Optional.empty(), auto.scale());
        }
        return new FeatureSpec.Categorical(column, Optional.empty(), auto.minCount());
    }

    private long distinct(String column) {
        return duck.number("SELECT count(DISTINCT " + Sql.name("raw:" + column) + ") FROM " + RowView.VIEW
                + " WHERE \"braid:split\" = " + Split.TRAIN.code());
    }
}
