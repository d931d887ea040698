package io.github.brsgd.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.brsgd.cli.report.html.LiveReport;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Serves one page to browsers of this machine, to be read only. Its address holds a token that
 * nobody can guess: other users of the machine, and pages of the web in the same browser, reach the
 * port but not the page.
 */
final class WatchServer implements Closeable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int TOKEN_BYTES = 16;
  private static final int THREADS = 2;
  private static final int MOST_LOOKERS = 100;
  private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(2);

  /** This machine by the names that a browser on it, or a tunnel to it, uses. */
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?");

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int MISDIRECTED = 421;
  private static final int BROKEN = 500;

  /** Seconds: a request that takes longer, or whose answer is not read, gives its thread back. */
  private static final Map<String, String> LONGEST =
      Map.of("sun.net.httpserver.maxReqTime", "5", "sun.net.httpserver.maxRspTime", "30");

  static {
    // The JDK's server reads them once, before the first is made; what the user has set stays.
    LONGEST.forEach(
        (name, seconds) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, seconds);
          }
        });
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, WatchServer::daemon);
  private final String path;
  private volatile Optional<Page> page = Optional.empty();

  /** When the page was sent, the last times. */
  private final Deque<Long> had = new ArrayDeque<>();

  /**
   * What is there to be seen.
   *
   * @param made makes it anew
   * @param sent told each time it was sent
   */
  private record Page(Supplier<String> made, Runnable sent) {}

  private WatchServer(HttpServer server) {
    this.server = server;
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    this.path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "/";
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Takes a port of the loopback address; there is no page yet.
   *
   * @param port 0 for any that is free
   * @throws IOException if it cannot be had, as when it is in use
   */
  static WatchServer on(int port) throws IOException {
    WatchServer watch =
        new WatchServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0));
    // At once: one that never began would keep its port when it is stopped. The server's own
    // thread is a daemon where the one that starts it is.
    CompletableFuture.runAsync(watch.server::start, watch.threads).join();
    return watch;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Where the page is. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Has a page from now on. */
  void serve(Supplier<String> made) {
    page = Optional.of(new Page(made, this::note));
  }

  /**
   * Has a last page, and waits until all who are looking have it; whoever has asked within a time,
   * asks again within it. Returns at once where nobody is looking.
   *
   * @param made the last page
   * @param every how often browsers ask for the page
   */
  void serveLast(String made, Duration every) {
    long longest = every.plus(SLOWEST_ANSWER).toNanos();
    CountDownLatch looking = new CountDownLatch(lookers(System.nanoTime() - longest));
    page = Optional.of(new Page(() -> made, looking::countDown));
    try {
      looking.await(longest, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note() {
    synchronized (had) {
      had.add(System.nanoTime());
      if (had.size() > MOST_LOOKERS) {
        had.remove();
      }
    }
  }

  private int lookers(long since) {
    synchronized (had) {
      return Math.toIntExact(had.stream().filter(time -> time - since > 0).count());
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Optional<Page> there = page;
    boolean isPage = there.isPresent() && isPage(exchange.getRequestURI().getRawPath());
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, NOT_ALLOWED, "text/plain", "The page can be read only.");
        return;
      }
      if (!isForThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, MISDIRECTED, "text/plain", "The page is that of this machine alone.");
        return;
      }
      if (!isPage) {
        send(exchange, NOT_FOUND, "text/plain", "There is no such page.");
        return;
      }
      sendPage(exchange, there.get().made());
    }
    // Only now is all of it on its way.
    there.get().sent().run();
  }

  /** A page of the web whose name was made to mean this machine still sends that name. */
  private static boolean isForThisMachine(String host) {
    return host != null && THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /** Takes the same time wherever a wrong path differs from the right one. */
  private boolean isPage(String asked) {
    return asked != null
        && MessageDigest.isEqual(
            asked.getBytes(StandardCharsets.UTF_8), path.getBytes(StandardCharsets.UTF_8));
  }

  private static void sendPage(HttpExchange exchange, Supplier<String> made) throws IOException {
    String text;
    try {
      text = made.get();
    } catch (RuntimeException e) {
      send(exchange, BROKEN, "text/plain", "The page cannot be made: " + Failures.message(e));
      return;
    }
    send(exchange, OK, "text/html", text);
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set(
        "Content-Security-Policy",
        LiveReport.POLICY + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(code, -1);
      return;
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
