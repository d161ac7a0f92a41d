/**
 * The commands. In: words on a command line. Out: jobs started, sentences for people, exit codes
 * for scripts ({@link io.headwater.cli.ExitCode}). Holds no rule of any other room.
 */
package io.headwater.cli;
