package io.headwater.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of a page that is up, as in src/docs/images: both widths, light and dark, and its
 * losses; and of the whole page, to be looked at. Arguments: its address, the folder for the
 * pictures, the folder for those of the whole page.
 */
public final class PageShots {
  private PageShots() {}

  public static void main(String[] args) {
    try (Browsers browsers = new Browsers(Browsers.chromium().orElseThrow())) {
      for (int width : new int[] {1280, 390}) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          String name =
              "dashboard-%d-%s.png".formatted(width, scheme.name().toLowerCase(Locale.ROOT));
          shoot(
              browsers.browser(),
              args[0],
              new Browser.NewContextOptions()
                  .setViewportSize(width, width == 390 ? 844 : 1000)
                  .setColorScheme(scheme),
              Path.of(args[1], name),
              Path.of(args[2], name));
        }
      }
    }
  }

  private static void shoot(
      Browser browser, String url, Browser.NewContextOptions options, Path top, Path whole) {
    try (BrowserContext context = browser.newContext(options)) {
      Page page = context.newPage();
      page.navigate(url);
      page.waitForSelector("#snapshot-text:not(:empty)");
      page.waitForSelector("#person figure canvas");
      page.waitForSelector("#unused tbody tr");
      page.waitForTimeout(1000); // the last chart is drawn
      page.screenshot(new Page.ScreenshotOptions().setPath(top));
      page.evaluate("document.querySelector('#loss-title').scrollIntoView()");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  whole.resolveSibling(
                      whole.getFileName().toString().replace("dashboard", "dashboard-loss"))));
      page.screenshot(new Page.ScreenshotOptions().setPath(whole).setFullPage(true));
    }
  }
}
