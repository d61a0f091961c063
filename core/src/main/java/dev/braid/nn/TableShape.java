package dev.braid.nn;

import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the tables that a request is answered from: one for every width of its vectors.
 *
 * @param request what it is asked for, under the name of this table
 * @param layout which features' rows lie where
 * @param width of its rows
 */
public record TableShape(EmbeddingRequest request, EmbeddingLayout layout, int width) {
    /**
     * The tables of a request; the first has the request's name, others {@code NAME.wWIDTH}.
     *
     * @throws dev.braid.fault.BadInput if the request or the widths name columns that do not fit the schema
     */
    public static List<TableShape> of(EmbeddingRequest request, EmbeddingOptions options, Schema schema) {
        EmbeddingLayout.Form form = request.columns().form(options.numeric());
        if (!request.columns().vectors()) {
            int width = request.columns().width(options.width());
            return List.of(new TableShape(request, new EmbeddingLayout(schema, form), width));
        }
        List<TableShape> shapes = new ArrayList<>();
        EmbeddingWidths.of(options, schema).forEach((width, features) -> {
            EmbeddingRequest part = shapes.isEmpty() ? request : request.named(request.name() + ".w" + width);
            shapes.add(new TableShape(part, new EmbeddingLayout(schema, form, features), width));
        });
        return shapes;
    }

    /** Number of rows N. */
    public int rows() {
        return layout.tableRows();
    }
}
