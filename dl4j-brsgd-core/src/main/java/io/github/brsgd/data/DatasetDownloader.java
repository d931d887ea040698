package io.github.brsgd.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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
   * @param folder where to put it; created if it is not there
   * @throws DownloadException if no mirror gives the published file
   * @throws IOException if the folder cannot be written
   */
  public void fetch(KnownDataset dataset, Path folder) throws IOException {
    Set<String> wanted =
        dataset.files().stream().map(DataFile::name).collect(Collectors.toUnmodifiableSet());
    for (Download download : dataset.downloads()) {
      if (download.name().endsWith(".tar.gz")) {
        if (!wanted.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
          Path archive = fetch(download, folder);
          unpack(archive, wanted, folder);
          Files.delete(archive);
        }
      } else if (!Files.isRegularFile(folder.resolve(download.name()))) {
        fetch(download, folder);
      }
    }
  }

  /**
   * Fetches one file.
   *
   * @param download what to fetch
   * @param folder where to put it; created if it is not there
   * @return the file
   * @throws DownloadException if no mirror gives the published file
   * @throws IOException if the folder cannot be written
   */
  public Path fetch(Download download, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> failures = new ArrayList<>();
    Throwable last = null;
    for (URI mirror : download.mirrors()) {
      Path part = part(folder, download.name());
      try {
        String problem = transfer(mirror, download, part);
        if (problem == null) {
          return Files.move(
              part, folder.resolve(download.name()), StandardCopyOption.REPLACE_EXISTING);
        }
        failures.add(mirror + ": " + problem);
      } catch (IOException e) {
        failures.add(mirror + ": " + e);
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DownloadException("interrupted while fetching " + mirror, e);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    throw new DownloadException(
        "cannot fetch " + download.name() + ": " + String.join("; ", failures), last);
  }

  /** Beside the target, readable as the target will be; another one for each process. */
  private static Path part(Path folder, String name) {
    return folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".part");
  }

  /** Returns what is wrong with what came, or null. */
  private String transfer(URI mirror, Download download, Path part)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(mirror).timeout(patience).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        return "status " + response.statusCode();
      }
      MessageDigest digest = Sha256.digest();
      long done = copy(in, download, part, digest);
      if (done != download.bytes()) {
        return "got " + done + " bytes, expected " + download.bytes();
      }
      String found = HexFormat.of().formatHex(digest.digest());
      return found.equals(download.sha256())
          ? null
          : "SHA-256 is " + found + ", expected " + download.sha256();
    }
  }

  private long copy(InputStream in, Download download, Path part, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    try (OutputStream out = Files.newOutputStream(part);
        StallWatch watch = new StallWatch(in, patience)) {
      // One byte more than expected is enough to know that it is too long.
      for (int n = watch.read(buffer); n >= 0 && done <= download.bytes(); n = watch.read(buffer)) {
        out.write(buffer, 0, n);
        digest.update(buffer, 0, n);
        done += n;
        progress.at(download.name(), done, download.bytes());
      }
    }
    return done;
  }

  /** Takes the wanted files out of an archive; names in it choose nothing but what is wanted. */
  private static void unpack(Path archive, Set<String> wanted, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && wanted.contains(name)) {
          Path part = part(folder, name);
          try {
            Files.copy(tar, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          } finally {
            Files.deleteIfExists(part);
          }
        }
      }
    }
  }
}
