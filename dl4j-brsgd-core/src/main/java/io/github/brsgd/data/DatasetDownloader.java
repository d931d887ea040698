package io.github.brsgd.data;

import io.github.brsgd.files.PartFile;
import io.github.brsgd.files.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Fetches the files of a data set over HTTP, checks size and SHA-256, and only then puts them in
 * place. A file that is there already is not fetched again.
 *
 * @since 0.1
 */
public final class DatasetDownloader {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration RESPONSE = Duration.ofSeconds(60);

  private final Duration patience;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final DownloadProgress progress;

  /**
   * A downloader.
   *
   * @param progress told how far each file is
   */
  public DatasetDownloader(DownloadProgress progress) {
    this(progress, RESPONSE);
  }

  /**
   * A downloader of little or much patience.
   *
   * @param progress told how far each file is
   * @param patience how long a mirror may send nothing, at its beginning or in the middle of a
   *     file, before the next is tried
   */
  public DatasetDownloader(DownloadProgress progress, Duration patience) {
    this.progress = Objects.requireNonNull(progress, "progress");
    this.patience = Objects.requireNonNull(patience, "patience");
  }

  /**
   * Fetches all files of a data set; archives are unpacked and deleted.
   *
   * @param dataset what to fetch
   * @param folder where to put it; created if it is not there, and taken away if nothing came
   * @throws DownloadException if no mirror gives the published file
   * @throws IOException if the folder cannot be written
   */
  public void fetch(KnownDataset dataset, Path folder) throws IOException {
    try (NewFolder made = NewFolder.of(folder)) {
      fetchInto(made.path(), dataset);
    }
  }

  private void fetchInto(Path folder, KnownDataset dataset) throws IOException {
    Set<String> wanted =
        dataset.files().stream().map(DataFile::name).collect(Collectors.toUnmodifiableSet());
    for (Download download : dataset.downloads()) {
      if (download.name().endsWith(".tar.gz")) {
        if (!wanted.stream().allMatch(name -> isThere(folder, name))) {
          unpack(fetch(download, folder), wanted, folder);
        }
      } else if (!isThere(folder, download.name().replaceFirst("\\.gz$", ""))) {
        fetch(download, folder);
      }
    }
  }

  /** In one of the two forms in which it can be read. */
  private static boolean isThere(Path folder, String name) {
    return Files.isRegularFile(folder.resolve(name))
        || Files.isRegularFile(folder.resolve(name + ".gz"));
  }

  /**
   * Fetches one file.
   *
   * @param download what to fetch
   * @param folder where to put it; created if it is not there, and taken away if nothing came
   * @return the file
   * @throws DownloadException if no mirror gives the published file
   * @throws IOException if the folder cannot be written
   */
  public Path fetch(Download download, Path folder) throws IOException {
    try (NewFolder made = NewFolder.of(folder)) {
      return fetchInto(made.path(), download);
    }
  }

  private Path fetchInto(Path folder, Download download) throws IOException {
    List<String> failures = new ArrayList<>();
    Throwable last = null;
    for (URI mirror : download.mirrors()) {
      try (PartFile part = PartFile.beside(folder.resolve(download.name()))) {
        transfer(mirror, download, part.path());
        return part.putInPlace();
      } catch (MirrorException e) {
        failures.add(mirror + ": " + e.getMessage());
        last = e.getCause();
      } catch (InterruptedException | ClosedByInterruptException e) {
        Thread.currentThread().interrupt();
        throw new DownloadException("interrupted while fetching " + mirror, e);
      }
    }
    throw new DownloadException(
        "cannot fetch " + download.name() + ": " + String.join("; ", failures), last);
  }

  /** What a mirror does not deliver, or does not deliver right: the next one may. */
  private static final class MirrorException extends Exception {

    private static final long serialVersionUID = 1L;

    MirrorException(String problem) {
      super(problem);
    }

    MirrorException(Exception cause) {
      super(cause.toString(), cause);
    }
  }

  /** Writes the published file or fails; an IOException is one of writing. */
  private void transfer(URI mirror, Download download, Path part)
      throws IOException, InterruptedException, MirrorException {
    HttpResponse<InputStream> response = response(mirror);
    Sha256 sum = new Sha256();
    try (StallWatch body = new StallWatch(response.body(), patience)) {
      if (response.statusCode() != 200) {
        throw new MirrorException("status " + response.statusCode());
      }
      long done = copy(body, download, part, sum);
      if (done != download.bytes()) {
        throw new MirrorException("got " + done + " bytes, expected " + download.bytes());
      }
    }
    String found = sum.hex();
    if (!found.equals(download.sha256())) {
      throw new MirrorException("SHA-256 is " + found + ", expected " + download.sha256());
    }
  }

  private HttpResponse<InputStream> response(URI mirror)
      throws InterruptedException, MirrorException {
    HttpRequest request = HttpRequest.newBuilder(mirror).timeout(patience).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException | IllegalArgumentException e) { // what headers say may be no address
      throw new MirrorException(e);
    }
  }

  private long copy(StallWatch body, Download download, Path part, Sha256 sum)
      throws IOException, InterruptedException, MirrorException {
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    try (OutputStream out = Files.newOutputStream(part)) {
      // One byte more than expected is enough to know that it is too long.
      for (int n = read(body, buffer); n >= 0 && done <= download.bytes(); n = read(body, buffer)) {
        out.write(buffer, 0, n);
        sum.add(buffer, 0, n);
        done += n;
        progress.at(download.name(), done, download.bytes());
      }
    }
    return done;
  }

  private static int read(StallWatch body, byte[] buffer)
      throws InterruptedException, MirrorException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new MirrorException(e);
    }
  }

  /**
   * Takes the wanted files out of an archive and deletes it, come what may; names in it choose
   * nothing but what is wanted.
   */
  static void unpack(Path archive, Set<String> wanted, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && wanted.contains(name)) {
          try (PartFile part = PartFile.beside(folder.resolve(name))) {
            Files.copy(tar, part.path(), StandardCopyOption.REPLACE_EXISTING);
            part.putInPlace();
          }
        }
      }
    } catch (ClosedByInterruptException e) {
      throw new DownloadException("interrupted while unpacking " + archive, e);
    } finally {
      Files.deleteIfExists(archive);
    }
  }
}
