package dev.braid.data.profile;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.data.DatasetDescription;
import java.util.List;

/**
 * What a prepared dataset holds.
 *
 * @param description what {@code dataset.json} says: rows, rates, missing and unseen shares per split
 * @param columns per feature, in the schema's order
 * @param labelPairs each pair of tasks once, in the schema's order
 */
public record Profile(
        @JsonUnwrapped DatasetDescription description, List<ColumnProfile> columns, List<LabelPair> labelPairs) {}
