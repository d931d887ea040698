/**
 * A browser that lays pages out, for tests of how they look; {@code report.html.Browser} is one
 * that reads them.
 */
package io.github.brsgd.cli.chromium;
