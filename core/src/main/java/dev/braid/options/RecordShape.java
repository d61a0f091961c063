package dev.braid.options;

import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The components of an options record, its canonical constructor and its defaults, found by reflection once per use. */
final class RecordShape<R extends Record> {
    private final Class<R> type;
    private final List<Component> components;

    private RecordShape(Class<R> type) {
        this.type = type;
        this.components =
                Arrays.stream(type.getRecordComponents()).map(Component::new).toList();
    }

    static <R extends Record> RecordShape<R> of(Class<R> type) {
        return new RecordShape<>(type);
    }

    @SuppressWarnings("unchecked") // the class of an R
    static <R extends Record> RecordShape<R> of(R value) {
        return new RecordShape<>((Class<R>) value.getClass());
    }

    List<Component> components() {
        return components;
    }

    /** The record's {@code DEFAULTS}. */
    R defaults() {
        try {
            var field = type.getDeclaredField("DEFAULTS");
            field.setAccessible(true);
            return type.cast(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new BraidBug("options record " + type.getName() + " has no static DEFAULTS", e);
        }
    }

    /**
     * Calls the canonical constructor.
     *
     * @throws IllegalArgumentException what the constructor refused
     */
    R build(List<Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            if (e.getCause() instanceof BadInput refused) {
                throw new IllegalArgumentException(refused.getMessage(), refused);
            }
            throw new BraidBug("the constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new BraidBug("options record " + type.getName() + " cannot be built", e);
        }
    }

    /** One component of the record: a value of some kind, or a nested record. */
    static final class Component {
        private final RecordComponent component;

        private Component(RecordComponent component) {
            this.component = component;
        }

        String name() {
            return component.getName();
        }

        boolean isNested() {
            return component.getType().isRecord();
        }

        OptionKind kind() {
            return OptionKind.of(component);
        }

        String doc() {
            Doc doc = component.getAnnotation(Doc.class);
            if (doc == null) {
                throw new BraidBug(component.getDeclaringRecord().getName() + "." + name() + " has no @Doc line");
            }
            return doc.value();
        }

        Object valueIn(Record record) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new BraidBug(component.getDeclaringRecord().getName() + "." + name() + " cannot be read", e);
            }
        }
    }
}
