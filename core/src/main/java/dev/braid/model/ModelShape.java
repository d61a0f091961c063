package dev.braid.model;

import dev.braid.fault.BadInput;
import dev.braid.tensor.Tensor;
import java.util.OptionalInt;

/** What a model must fit to. */
public final class ModelShape {
    private final OptionalInt fields;
    private final OptionalInt width;
    private final int concatenated;
    private final int tasks;

    private ModelShape(OptionalInt fields, OptionalInt width, int concatenated, int tasks) {
        this.fields = fields;
        this.width = width;
        this.concatenated = concatenated;
        this.tasks = tasks;
    }

    /**
     * Fields of one width.
     *
     * @param fields number of fields F
     * @param width embedding width k
     * @param tasks number of tasks T
     */
    public ModelShape(int fields, int width, int tasks) {
        this(OptionalInt.of(fields), OptionalInt.of(width), fields * width, tasks);
    }

    /**
     * Fields of different widths, which a model reads side by side, {@code [B, 1, D]}.
     *
     * @param concatenated D, the sum of their widths
     */
    public static ModelShape sideBySide(int concatenated, int tasks) {
        return new ModelShape(OptionalInt.empty(), OptionalInt.empty(), concatenated, tasks);
    }

    /**
     * Number of fields F.
     *
     * @throws BadInput if fields have different widths: a model that asks needs them apart
     */
    public int fields() {
        return fields.orElseThrow(ModelShape::uneven);
    }

    /**
     * Embedding width k.
     *
     * @throws BadInput if fields have different widths
     */
    public int width() {
        return width.orElseThrow(ModelShape::uneven);
    }

    private static BadInput uneven() {
        return new BadInput(
                "embedding.widths: this model compares or multiplies fields, which needs one width for all; leave"
                        + " the option out, or choose a model that reads fields side by side, such as dnn, sharedbottom, mmoe, ple"
                        + " or igie");
    }

    /** Number of tasks T. */
    public int tasks() {
        return tasks;
    }

    /** D = F·k, the length of the concatenated embeddings. */
    public int concatenated() {
        return concatenated;
    }

    @Override
    public String toString() {
        return (fields.isPresent() ? fields.getAsInt() + " fields of " + width.orElse(0) : "D = " + concatenated) + ", "
                + tasks + " tasks";
    }

    /** The fields' embeddings {@code [B, F, k]} side by side, e = vec(E): {@code [B, D]}. */
    Tensor concatenated(Tensor embeddings) {
        return embeddings.reshape(-1, concatenated);
    }
}
