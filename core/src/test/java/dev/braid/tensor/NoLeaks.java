package dev.braid.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves native tensors behind: for JUnit by {@code @ExtendWith}, for jqwik by {@code @AddLifecycleHook}. */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback, AroundPropertyHook {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(NoLeaks.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(SPACE).put("live", Scope.live());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            Long before = context.getStore(SPACE).get("live", Long.class);
            assertEquals(before, Scope.live(), "native tensors alive after the test");
        }
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        long before = Scope.live();
        return property.executeAndFinally(
                () -> assertEquals(before, Scope.live(), "native tensors alive after the property"));
    }
}
