package io.headwater.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The files of the page, read from the class path once: ours, and the two libraries' WebJars. */
final class PageFiles {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String OURS = "dashboard/";

  private final Map<String, PageFile> byPath = new LinkedHashMap<>();

  /**
   * A file as it goes out.
   *
   * @param type media type
   * @param bytes its content
   */
  record PageFile(String type, byte[] bytes) {}

  PageFiles() {
    ours("/", "index.html", HTML);
    ours("/sign-in", "sign-in.html", HTML);
    ours("/page.css", "page.css", STYLE);
    for (String module :
        new String[] {
          "page",
          "theme",
          "text",
          "graph",
          "graph-view",
          "person",
          "chart",
          "loss",
          "report",
          "unused",
          "models"
        }) {
      ours("/" + module + ".js", module + ".js", SCRIPT);
    }
    library("/lib/uplot.js", "uplot", "dist/uPlot.esm.js", SCRIPT);
    library("/lib/uplot.css", "uplot", "dist/uPlot.min.css", STYLE);
    library("/lib/cytoscape.js", "cytoscape", "dist/cytoscape.esm.min.mjs", SCRIPT);
  }

  Map<String, PageFile> byPath() {
    return byPath;
  }

  private void ours(String path, String name, String type) {
    byPath.put(path, new PageFile(type, read(OURS + name)));
  }

  private void library(String path, String name, String file, String type) {
    String resource = "META-INF/resources/webjars/%s/%s/%s".formatted(name, version(name), file);
    byPath.put(path, new PageFile(type, read(resource)));
  }

  /** From the library's own description, so that the pom alone names the version. */
  private static String version(String name) {
    Properties pom = new Properties();
    try (InputStream in =
        open("META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(name))) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The library " + name + " of the page cannot be read.", e);
    }
    return pom.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The page's file " + resource + " cannot be read.", e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(
          "The page's file %s is not on the class path; build again with mvn.".formatted(resource));
    }
    return in;
  }
}
