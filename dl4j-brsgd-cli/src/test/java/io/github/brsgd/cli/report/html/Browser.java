package io.github.brsgd.cli.report.html;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.SilentCssErrorHandler;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.WebConnectionWrapper;

/** A browser without a screen that notes every request and refuses all that leave the machine. */
final class Browser implements AutoCloseable {

  private final List<URL> requested = new ArrayList<>();
  private final WebClient client = new Noting(requested);

  private static final class Noting extends WebClient {

    private static final long serialVersionUID = 1L;

    private final transient List<URL> requested;

    Noting(List<URL> requested) {
      this.requested = requested;
      setCssErrorHandler(new SilentCssErrorHandler());
      getOptions().setDownloadImages(true);
      setWebConnection(
          new WebConnectionWrapper(getWebConnection()) {
            @Override
            public WebResponse getResponse(WebRequest request) throws IOException {
              throw new IOException("refused: " + request.getUrl());
            }
          });
    }

    @Override
    public WebResponse loadWebResponse(WebRequest request) throws IOException {
      requested.add(request.getUrl());
      return super.loadWebResponse(request);
    }
  }

  HtmlPage open(Path file) throws IOException {
    requested.clear();
    return client.getPage(file.toUri().toURL());
  }

  /** What was asked for since the last page was opened, that page included. */
  List<URL> requested() {
    return List.copyOf(requested);
  }

  @Override
  public void close() {
    client.close();
  }
}
