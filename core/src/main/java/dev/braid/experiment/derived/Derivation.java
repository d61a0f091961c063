package dev.braid.experiment.derived;

import dev.braid.data.PreparedDataset;
import dev.braid.data.derive.AffineMap;
import dev.braid.data.derive.Calibrator;
import dev.braid.data.derive.DerivedLabels;
import dev.braid.data.derive.Logits;
import dev.braid.data.disk.GrowingPlace;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.Relabel;
import dev.braid.data.source.Adapter;
import dev.braid.data.source.SourceReport;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a derived dataset: the log as it is, the base network, its logits, and of these the tasks. */
final class Derivation {
    private final DerivedDataset dataset;
    private final DerivedOptions options;
    private final Adapter log;

    /**
     * @param log the files, which were found
     */
    Derivation(DerivedDataset dataset, DerivedOptions options, Adapter log) {
        this.dataset = dataset;
        this.options = options;
        this.log = log;
    }

    Preparable.Prepared run(Preparable.Order order) {
        Prepare.requireFree(order.out(), order.options());
        if (order.work().isPresent()) {
            return run(order, order.work().get());
        }
        Path place = order.out().toAbsolutePath().normalize();
        try (GrowingPlace scratch = GrowingPlace.beside(place, "deriving")) {
            return run(order, scratch.scratch());
        } catch (IOException e) {
            throw FileFault.cannotWrite(order.out(), e);
        }
    }

    private Preparable.Prepared run(Preparable.Order order, Path work) {
        BaseNetwork base = new BaseNetwork(options, work, order.listener());
        Optional<SourceReport> report = base.prepare(log, order.badLines(), order.options());
        Logits logits = base.logits();
        AffineMap map = new Calibrator(logits).map(options.calibrate());
        DerivedLabels labels = DerivedLabels.of(
                logits, map, dataset.function(), options.deviation(), options.seed(), options.positives());
        order.listener().progressed("derive", "confidences", 1, 1);
        PreparedDataset made = Relabel.run(
                base.dataset(),
                order.name().orElse(dataset.name()),
                labels,
                DerivedDataset.CONFIDENCES,
                order.out(),
                order.options(),
                order.listener());
        return new Preparable.Prepared(made, report, labels.achieved());
    }
}
