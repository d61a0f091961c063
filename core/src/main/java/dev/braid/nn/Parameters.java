package dev.braid.nn;

import dev.braid.tensor.DType;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The named parameters of one model, and a place in their tree. Layers ask a {@code Parameters} for what they need;
 * {@link #in} names the branch. First values depend on the seed and the parameter's own name only, so that adding a
 * layer changes no other layer's draw. Closing any branch frees all of them.
 */
public final class Parameters implements AutoCloseable {
    private final DType dtype;
    private final long seed;
    private final String prefix;
    private final OptionalInt task;
    private final double rate;
    private final Map<String, Parameter> byName;

    private Parameters(
            DType dtype, long seed, String prefix, OptionalInt task, double rate, Map<String, Parameter> byName) {
        this.dtype = dtype;
        this.seed = seed;
        this.prefix = prefix;
        this.task = task;
        this.rate = rate;
        this.byName = byName;
    }

    /** An empty tree. */
    public static Parameters of(DType dtype, long seed) {
        return new Parameters(dtype, seed, "", OptionalInt.empty(), 1, new LinkedHashMap<>());
    }

    /** The branch {@code name}: parameters made there are called {@code name.…}. */
    public Parameters in(String name) {
        return new Parameters(dtype, seed, prefix + name + ".", task, rate, byName);
    }

    /** The branch {@code name} of parameters that belong to one task alone. */
    public Parameters inTask(String name, int taskIndex) {
        return new Parameters(dtype, seed, prefix + name + ".", OptionalInt.of(taskIndex), rate, byName);
    }

    /** The same branch, of parameters that learn at {@code factor} times the learning rate. */
    public Parameters atRate(double factor) {
        return new Parameters(dtype, seed, prefix, task, rate * factor, byName);
    }

    /** The name of this branch, such as {@code level.0}; empty at the root. */
    public String path() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    /** A weight, subject to L2. */
    public Variable weight(String name, Init init, long... shape) {
        return make(name, Parameter.Role.WEIGHT, init, shape);
    }

    /** An offset, initially zero. */
    public Variable bias(String name, long... shape) {
        return make(name, Parameter.Role.BIAS, Init.zeros(), shape);
    }

    /** A gate, never regularised. */
    public Variable gate(String name, Init init, long... shape) {
        return make(name, Parameter.Role.GATE, init, shape);
    }

    /** Running statistics: saved, never trained. */
    public Variable buffer(String name, double value, long... shape) {
        return make(name, Parameter.Role.BUFFER, Init.constant(value), shape);
    }

    /** All parameters of the tree, in the order of their making. */
    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }

    /** The trainable ones. */
    public List<Parameter> trainable() {
        return byName.values().stream().filter(p -> p.variable().trainable()).toList();
    }

    /** The weight made last in the whole tree so far; empty where there is none. */
    public Optional<Variable> lastWeight() {
        return byName.values().stream()
                .filter(p -> p.role() == Parameter.Role.WEIGHT)
                .map(Parameter::variable)
                .reduce((earlier, later) -> later);
    }

    /** All by name. */
    public Map<String, Parameter> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** How many numbers are trained. */
    public long count() {
        long count = 0;
        for (Parameter p : trainable()) {
            long size = 1;
            for (long n : p.variable().shape()) {
                size *= n;
            }
            count += size;
        }
        return count;
    }

    /** The number type of every parameter. */
    public DType dtype() {
        return dtype;
    }

    @Override
    public void close() {
        new ArrayList<>(byName.values()).forEach(p -> p.variable().close());
    }

    private Variable make(String name, Parameter.Role role, Init init, long... shape) {
        String path = prefix + name;
        if (byName.containsKey(path)) {
            throw new IllegalArgumentException("two parameters are named '" + path + "'");
        }
        Variable variable =
                role == Parameter.Role.BUFFER ? Tensors.state(dtype, shape) : Tensors.parameter(dtype, shape);
        byName.put(path, new Parameter(path, variable, role, task, rate));
        init.fill(variable, Seeds.of(seed, path));
        return variable;
    }
}
