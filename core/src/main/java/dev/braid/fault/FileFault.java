package dev.braid.fault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the file system refused, in words. */
public final class FileFault {
    private FileFault() {}

    /** Why something failed, without the name of the file: {@code permission denied}. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "something appeared there in the meantime";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name exists where a directory is needed";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
    }

    /** A place that cannot be written, and what to look at. */
    public static BadInput cannotWrite(Path path, IOException cause) {
        return new BadInput(cannotWrite(path, reason(cause)), cause);
    }

    /** The line about a place that cannot be written. */
    public static String cannotWrite(Path path, String reason) {
        return path + ": cannot be written: " + reason + "; check the path, its permissions and the free space";
    }
}
