package io.github.brsgd.site;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** A box around a table, which scrolls where the table is wider than the page; by keyboard too. */
final class ScrollBox extends CustomBlock {

  /** Puts a table into one. */
  static void around(TableBlock table) {
    ScrollBox box = new ScrollBox();
    table.insertBefore(box);
    box.appendChild(table);
  }

  /** Writes it. */
  static final class Renderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;

    Renderer(HtmlNodeRendererContext context) {
      this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(ScrollBox.class);
    }

    @Override
    public void render(Node box) {
      var writer = context.getWriter();
      writer.line();
      writer.tag(
          "div",
          new TreeMap<>(
              Map.of("class", "table", "role", "region", "tabindex", "0", "aria-label", "Table")));
      context.render(box.getFirstChild());
      writer.tag("/div");
      writer.line();
    }
  }
}
