package dev.braid.data.prepare;

import dev.braid.data.raw.Staging;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FileGroup;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that a spec names, found in the data directory. */
final class RawFiles {
    private RawFiles() {}

    static void stage(DatasetSpec spec, Path data, Staging staging, PrepareListener listener) {
        Map<FileGroup, List<Path>> files = find(spec, data);
        int total = files.values().stream().mapToInt(List::size).sum();
        int[] done = {0};
        files.forEach((group, paths) -> {
            staging.begin(group);
            for (Path path : paths) {
                staging.add(path);
                listener.progressed("read", path.toString(), ++done[0], total);
            }
        });
    }

    private static Map<FileGroup, List<Path>> find(DatasetSpec spec, Path data) {
        if (!Files.isDirectory(data)) {
            throw new BadInput(data + ": no such directory; name the one that holds the spec's files");
        }
        Problems problems = new Problems();
        Map<FileGroup, List<Path>> found = new EnumMap<>(FileGroup.class);
        spec.files().forEach((group, names) -> {
            found.put(
                    group,
                    names.stream().flatMap(name -> find(data, name, problems)).toList());
        });
        problems.throwIfAny();
        return found;
    }

    private static Stream<Path> find(Path data, String name, Problems problems) {
        Path file = data.resolve(name).normalize();
        if (Files.exists(file)) {
            return Stream.of(file);
        }
        Path directory = file.getParent() == null ? data : file.getParent();
        List<Path> siblings = list(directory);
        boolean pattern = name.contains("*") || name.contains("?");
        if (pattern) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + String.valueOf(file.getFileName()));
            List<Path> matches = siblings.stream()
                    .filter(sibling -> matcher.matches(sibling.getFileName()))
                    .sorted()
                    .toList();
            if (!matches.isEmpty()) {
                return matches.stream();
            }
        }
        problems.add(file + ": " + (pattern ? "no file matches" : "no such file") + "; "
                + NearestName.suggestion(
                        String.valueOf(file.getFileName()),
                        siblings.stream()
                                .limit(30)
                                .map(s -> s.getFileName().toString())
                                .toList()));
        return Stream.empty();
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new BadInput(directory + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }
}
