package dev.braid.tensor;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of tensors: all that is made on this thread while a scope is the innermost one is freed when it closes.
 * Scopes nest; close them in the reverse order, which {@code try} does.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);
    private static final AtomicLong LIVE = new AtomicLong();

    private final PointerScope natives = new PointerScope();
    private final @Nullable Scope outer;
    private final List<GradientCut> cuts = new ArrayList<>();
    private final List<NativeVariable> adopted = new ArrayList<>();
    private long owned;
    private boolean closed;

    private Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** Opens a scope inside the thread's innermost one. */
    @MustBeClosed
    public static Scope open() {
        Engine.load();
        Deque<Scope> open = OPEN.get();
        Scope scope = new Scope(open.peek());
        open.push(scope);
        return scope;
    }

    /**
     * Lets a tensor outlive this scope: it will be freed with the enclosing one.
     *
     * @throws IllegalStateException if there is no enclosing scope
     */
    @CanIgnoreReturnValue
    public Tensor keep(Tensor tensor) {
        if (outer == null) {
            throw new IllegalStateException("Scope.keep: there is no enclosing scope to keep the tensor in");
        }
        outer.natives.attach(NativeTensor.of(tensor).pointer("Scope.keep"));
        outer.owned++;
        LIVE.incrementAndGet();
        return tensor;
    }

    /** How many native tensors scopes and variables own at this moment, over all threads: 0 when nothing leaks. */
    public static long live() {
        return LIVE.get();
    }

    /**
     * Frees everything made in this scope.
     *
     * @throws IllegalStateException if an inner scope is still open, or on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Deque<Scope> open = OPEN.get();
        if (open.peek() != this) {
            throw new IllegalStateException("Scope.close: not the innermost open scope of this thread");
        }
        open.pop();
        closed = true;
        cuts.clear();
        adopted.forEach(NativeVariable::close);
        natives.close();
        LIVE.addAndGet(-owned);
    }

    static Scope current(String operation) {
        Scope scope = OPEN.get().peek();
        if (scope == null) {
            throw new IllegalStateException(
                    operation + ": no scope is open on this thread; wrap the work in try (Scope s = Scope.open())");
        }
        return scope;
    }

    /** Every cut of the gradient graph that is alive on this thread, oldest first. */
    static List<GradientCut> openCuts() {
        List<GradientCut> all = new ArrayList<>();
        OPEN.get().descendingIterator().forEachRemaining(scope -> all.addAll(scope.cuts));
        return all;
    }

    void add(GradientCut cut) {
        cuts.add(cut);
    }

    /** Counts a pointer that JavaCPP has just attached to this scope. */
    <P extends Pointer> P own(P pointer) {
        owned++;
        LIVE.incrementAndGet();
        return pointer;
    }

    /** Closes a variable together with this scope. */
    NativeVariable adopt(NativeVariable variable) {
        adopted.add(variable);
        return variable;
    }

    static void countVariable(int change) {
        LIVE.addAndGet(change);
    }
}
