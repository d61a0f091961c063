package dev.braid.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadFormat;
import dev.braid.fault.FileFault;
import dev.braid.metric.TaskEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code metrics.jsonl} read back.
 *
 * @param losses mean training losses, step by step
 * @param evaluations of the validation split, step by step
 */
public record TrainingHistory(List<Losses> losses, List<Evaluated> evaluations) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public TrainingHistory {
        losses = List.copyOf(losses);
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Mean losses since the entry before.
     *
     * @param step after which they were noted
     * @param byTask mean loss in nats; {@code NaN} where no row had a label
     */
    public record Losses(long step, Map<String, Double> byTask) {}

    /**
     * An evaluation.
     *
     * @param step after which it was made
     * @param byTask what was measured
     */
    public record Evaluated(long step, Map<String, TaskEvaluation> byTask) {}

    /**
     * @throws BadFormat when there is no such file, or a line is damaged
     */
    static TrainingHistory read(Path file) {
        try {
            return of(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** What a training has written that may have died in the middle of a line; nothing where there is no file. */
    static TrainingHistory soFar(Path file) {
        if (!Files.exists(file)) {
            return new TrainingHistory(List.of(), List.of());
        }
        try {
            String text = Files.readString(file);
            return of(
                    file, text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static TrainingHistory of(Path file, List<String> lines) {
        List<Losses> losses = new ArrayList<>();
        List<Evaluated> evaluations = new ArrayList<>();
        try {
            int number = 0;
            for (String line : lines) {
                number++;
                JsonNode event = event(file, number, line);
                long step = event.path("step").asLong();
                if (event.path("event").asText().equals("train")) {
                    losses.add(new Losses(step, losses(event.path("loss"))));
                } else if (event.path("event").asText().equals("evaluation")) {
                    evaluations.add(new Evaluated(step, evaluated(event.path("tasks"))));
                } // events that a later version adds say nothing here
            }
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: an evaluation cannot be read", e);
        }
        return new TrainingHistory(losses, evaluations);
    }

    private static JsonNode event(Path file, int number, String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: line " + number + " is no JSON", e);
        }
    }

    private static Map<String, Double> losses(JsonNode means) {
        Map<String, Double> byTask = new LinkedHashMap<>();
        means.properties().forEach(e -> byTask.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
        return Collections.unmodifiableMap(byTask);
    }

    private static Map<String, TaskEvaluation> evaluated(JsonNode tasks) throws JsonProcessingException {
        Map<String, TaskEvaluation> byTask = new LinkedHashMap<>();
        for (String task : (Iterable<String>) tasks::fieldNames) {
            byTask.put(task, JSON.treeToValue(tasks.get(task), TaskEvaluation.class));
        }
        return Collections.unmodifiableMap(byTask);
    }
}
