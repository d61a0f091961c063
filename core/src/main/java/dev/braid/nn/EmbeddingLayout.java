package dev.braid.nn;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where every feature's rows lie in one flat table, and how a batch's columns become a {@link Lookup}. A categorical or
 * multi-valued feature owns as many rows as it has ids; features that name the same embedding own them together. A numeric
 * feature owns two: the vector v that its value multiplies, and the vector that stands for a missing value. Fields stand in
 * the schema's order; with {@link EmbeddingOptions.NumericFields#BLOCK} all numeric features share one last field, which
 * also owns a bias row. Behind the features stand the crosses, each a field.
 */
public final class EmbeddingLayout {
    /**
     * Which columns there are.
     *
     * @param numeric whether numeric features are fields each or one together
     * @param crosses pairs of features that are columns too
     */
    public record Form(EmbeddingOptions.NumericFields numeric, List<FeatureCross> crosses) {
        public Form {
            crosses = List.copyOf(crosses);
        }
    }

    /** A cross whose features are found: their positions, their vocabularies, and where its rows lie. */
    private record Crossed(int first, int second, int secondIds, int offset, int rows, boolean hashed) {}

    private final Columns columns;
    private final List<Feature> features;
    /** Where each of the features stands in the schema. */
    private final int[] position;

    private final List<Crossed> crosses = new ArrayList<>();
    private final boolean block;
    private final int[] offset;
    private final int[] field;
    private final int firstCross;
    private final int fields;
    private final int blockBias;
    private final int tableRows;

    /** The layout of a schema's features without crosses. */
    public EmbeddingLayout(Schema schema, EmbeddingOptions.NumericFields numeric) {
        this(schema, new Form(numeric, List.of()));
    }

    /**
     * The layout of a schema's features, and of crosses of them.
     *
     * @throws BadInput if a cross names what is no categorical feature
     */
    public EmbeddingLayout(Schema schema, Form form) {
        this(schema, form, IntStream.range(0, schema.features().size()).boxed().toList());
    }

    /**
     * The layout of some of a schema's features.
     *
     * @param positions where they stand in the schema, ascending
     */
    EmbeddingLayout(Schema schema, Form form, List<Integer> positions) {
        columns = new Columns(form, positions);
        features = positions.stream().map(schema.features()::get).toList();
        position = positions.stream().mapToInt(Integer::intValue).toArray();
        block = form.numeric() == EmbeddingOptions.NumericFields.BLOCK
                && features.stream().anyMatch(EmbeddingLayout::isNumeric);
        offset = new int[features.size()];
        field = new int[features.size()];
        Map<String, Integer> blocks = new HashMap<>();
        long rows = 0;
        int next = 0;
        for (int i = 0; i < offset.length; i++) {
            Feature feature = features.get(i);
            int at = row(rows);
            int shared =
                    feature.embedding().map(e -> blocks.getOrDefault(e, -1)).orElse(-1);
            offset[i] = shared < 0 ? at : shared;
            rows += shared < 0 ? feature.match(c -> c.vocabulary(), n -> 2, m -> m.vocabulary()) : 0;
            feature.embedding().ifPresent(e -> blocks.putIfAbsent(e, at));
            field[i] = block && isNumeric(feature) ? -1 : next++;
        }
        for (int i = 0; block && i < field.length; i++) {
            field[i] = field[i] < 0 ? next : field[i];
        }
        for (FeatureCross cross : form.crosses()) {
            crosses.add(crossed(cross, row(rows)));
            rows += crosses.get(crosses.size() - 1).rows();
        }
        firstCross = block ? next + 1 : next;
        fields = firstCross + crosses.size();
        blockBias = block ? row(rows++) : -1;
        tableRows = row(rows);
    }

    private static int row(long rows) {
        if (rows > Integer.MAX_VALUE) {
            throw BadInput.of(
                    "all features together have more than %,d ids, the most that a table holds; raise minCount or hash"
                            + " with buckets in the dataset's spec, or drop a feature",
                    Integer.MAX_VALUE);
        }
        return (int) rows;
    }

    private Crossed crossed(FeatureCross cross, int at) {
        int first = crossable(cross, cross.first());
        int second = crossable(cross, cross.second());
        int firstIds = features.get(first).match(c -> c.vocabulary(), n -> 0, m -> 0);
        int secondIds = features.get(second).match(c -> c.vocabulary(), n -> 0, m -> 0);
        int rows = FeatureCross.rows(firstIds, secondIds, cross.buckets());
        return new Crossed(first, second, secondIds, at, rows, rows < (long) firstIds * secondIds);
    }

    private int crossable(FeatureCross cross, String name) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(name)) {
                String kind = features.get(i).match(c -> "", n -> "numeric", m -> "multi-valued");
                if (!kind.isEmpty()) {
                    throw new BadInput("cross " + cross + ": feature '" + name + "' is " + kind
                            + "; only categorical features have one id per row to cross");
                }
                return i;
            }
        }
        List<String> known = features.stream()
                .filter(f -> f.match(c -> true, n -> false, m -> false))
                .map(Feature::name)
                .toList();
        throw new BadInput(
                "cross " + cross + ": no feature is named '" + name + "'; " + NearestName.suggestion(name, known));
    }

    /**
     * What tells layouts of one schema apart: equal for those that plan the same lookups.
     *
     * @param form which columns there are
     * @param positions the features among them
     */
    public record Columns(Form form, List<Integer> positions) {}

    /** Which columns it is of. */
    public Columns columns() {
        return columns;
    }

    /** Number of fields F. */
    public int fields() {
        return fields;
    }

    /** Number of rows N of every table. */
    public int tableRows() {
        return tableRows;
    }

    /** Plans the lookups of a batch whose lists have no weights. */
    public Lookup lookup(int rows, int[][] ids, float[][] numbers, int[][] bagOffsets, int[][] bagIds) {
        return lookup(rows, ids, numbers, bagOffsets, bagIds, new float[bagIds.length][]);
    }

    /**
     * Plans the lookups of a batch. Arrays are indexed by feature position; entries of other kinds are not read.
     *
     * @param rows number of batch rows B
     * @param ids per categorical feature {@code [B]}
     * @param numbers per numeric feature {@code [B]}, NaN = missing
     * @param bagOffsets per multi-valued feature {@code [B+1]}
     * @param bagIds per multi-valued feature the ids of all rows
     * @param bagWeights per weighted multi-valued feature the weights of those ids
     * @throws IllegalArgumentException if an id is outside of its vocabulary
     */
    public Lookup lookup(
            int rows, int[][] ids, float[][] numbers, int[][] bagOffsets, int[][] bagIds, float[][] bagWeights) {
        boolean plain = features.stream().allMatch(f -> f.match(c -> true, n -> !block, m -> false));
        boolean scaled = features.stream().anyMatch(f -> !f.match(c -> true, n -> false, m -> false));
        List<Column> plans = new ArrayList<>();
        for (int i = 0; i < offset.length; i++) {
            int f = i;
            int p = position[i];
            plans.add(features.get(i)
                    .match(
                            c -> categorical(f, c, ids[p]),
                            n -> numeric(f, numbers[p]),
                            m -> bag(f, m, bagOffsets[p], bagIds[p], bagWeights[p])));
        }
        for (int i = 0; i < crosses.size(); i++) {
            Crossed cross = crosses.get(i);
            plans.add(cross(cross, ids[position[cross.first()]], ids[position[cross.second()]], firstCross + i));
        }
        LookupPlanner planner = new LookupPlanner(rows, fields, entries(rows, bagIds), scaled, !plain);
        for (int b = 0; b < rows; b++) {
            planner.beginRow(b);
            for (Column column : plans) {
                column.plan(planner, b);
            }
            if (block) {
                planner.add(blockBias, 1, firstCross - 1);
            }
        }
        return planner.finish();
    }

    /** A column of a batch that plans its entries for one batch row. */
    @FunctionalInterface
    private interface Column {
        void plan(LookupPlanner planner, int b);
    }

    private int entries(int rows, int[][] bagIds) {
        long entries = (long) rows * (crosses.size() + (block ? 1 : 0));
        for (int i = 0; i < offset.length; i++) {
            int p = position[i];
            entries += features.get(i).match(c -> rows, n -> rows, m -> bagIds[p].length);
        }
        return Math.toIntExact(entries);
    }

    private Column categorical(int i, Feature.Categorical feature, int[] ids) {
        int first = offset[i];
        int to = field[i];
        return (planner, b) -> {
            requireKnown(feature.name(), ids[b], feature.vocabulary());
            planner.add(first + ids[b], 1, to);
        };
    }

    private Column numeric(int i, float[] numbers) {
        int first = offset[i];
        int to = field[i];
        return (planner, b) -> {
            boolean missing = Float.isNaN(numbers[b]);
            planner.add(missing ? first + 1 : first, missing ? 1 : numbers[b], to);
        };
    }

    private Column bag(int i, Feature.MultiValued feature, int[] bagOffsets, int[] bagIds, float[] weights) {
        int first = offset[i];
        int to = field[i];
        boolean mean = feature.pooling() == Feature.Pooling.MEAN;
        return (planner, b) -> {
            double share = mean ? share(feature, weights, bagOffsets[b], bagOffsets[b + 1]) : 1;
            for (int j = bagOffsets[b]; j < bagOffsets[b + 1]; j++) {
                requireKnown(feature.name(), bagIds[j], feature.vocabulary());
                planner.add(first + bagIds[j], (float) (feature.weighted() ? share * weights[j] : share), to);
            }
        };
    }

    /** One over the sum of a list's weights, or over its length; 0 where the weights sum to 0. */
    private static double share(Feature.MultiValued feature, float[] weights, int from, int to) {
        if (!feature.weighted()) {
            return 1.0 / (to - from);
        }
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += weights[j];
        }
        return sum == 0 ? 0 : 1 / sum;
    }

    /** Comes behind the columns of its features, which refuse ids that are none. */
    private static Column cross(Crossed cross, int[] first, int[] second, int to) {
        return (planner, b) -> {
            int row = FeatureCross.row(first[b], second[b], cross.secondIds(), cross.rows(), cross.hashed());
            planner.add(cross.offset() + row, 1, to);
        };
    }

    private static void requireKnown(String name, int id, int vocabulary) {
        if (id < 0 || id >= vocabulary) {
            throw new IllegalArgumentException(
                    "feature " + name + ": id " + id + " is outside of its vocabulary of " + vocabulary);
        }
    }

    private static boolean isNumeric(Feature feature) {
        return feature.match(c -> false, n -> true, m -> false);
    }

    @Override
    public String toString() {
        return "EmbeddingLayout[fields=" + fields + ", rows=" + tableRows + ", offsets=" + Arrays.toString(offset)
                + "]";
    }
}
