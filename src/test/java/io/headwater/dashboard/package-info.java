/** The live page in a real browser, against a real broker. */
package io.headwater.dashboard;
