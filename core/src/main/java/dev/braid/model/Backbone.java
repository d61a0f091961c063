package dev.braid.model;

import dev.braid.nn.MixtureOfExperts;
import dev.braid.nn.Mlp;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What stands between the embeddings and the n towers of an {@link EntireSpaceModel}. */
public enum Backbone {
    /** Parameters as of {@link Mmoe}. */
    @Doc("experts shared by all towers, mixed by a gate of each")
    MMOE {
        @Override
        Layers layers(EntireSpaceModelOptions options, ModelShape shape, int heads, Parameters parameters) {
            MixtureOfExperts mixture = MixtureOfExperts.perHead(
                    parameters,
                    options.experts(),
                    shape.concatenated(),
                    shape.tasks(),
                    heads,
                    options.expert(),
                    options.gate());
            return new Layers(mixture.width(), mixture::forward);
        }
    },
    /** Parameters as of {@link SharedBottom}. */
    @Doc("layers that all towers share")
    SHARED_BOTTOM {
        @Override
        Layers layers(EntireSpaceModelOptions options, ModelShape shape, int heads, Parameters parameters) {
            Mlp bottom = Mlp.of(parameters.in("bottom"), shape.concatenated(), options.bottom());
            return new Layers(
                    bottom.width(), (e, pass) -> Collections.nCopies(heads, pass.shared(bottom.forward(e, pass))));
        }
    },
    /** No parameters. */
    @Doc("nothing: the towers share the embeddings alone")
    TOWERS {
        @Override
        Layers layers(EntireSpaceModelOptions options, ModelShape shape, int heads, Parameters parameters) {
            return new Layers(shape.concatenated(), (e, pass) -> Collections.nCopies(heads, e));
        }
    };

    abstract Layers layers(EntireSpaceModelOptions options, ModelShape shape, int heads, Parameters parameters);

    /** As it is written in options. */
    String label() {
        return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /**
     * A backbone with its parameters.
     *
     * @param width of what a tower reads, u
     * @param function from the embeddings {@code [B, D]} to what every tower reads
     */
    record Layers(int width, Function function) {
        List<Tensor> forward(Tensor e, Pass pass) {
            return function.apply(e, pass);
        }
    }

    /** From the embeddings {@code [B, D]} to n times {@code [B, u]}. */
    @FunctionalInterface
    interface Function {
        List<Tensor> apply(Tensor e, Pass pass);
    }
}
