/** The report as one HTML page, by jte templates that escape by place; no script, no reference. */
package io.headwater.report.page;
