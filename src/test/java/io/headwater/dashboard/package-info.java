/** The live page: in a real browser, against a real broker; who gets in; what is kept. */
package io.headwater.dashboard;
