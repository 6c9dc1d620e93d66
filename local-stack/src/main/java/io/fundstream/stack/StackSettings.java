package io.fundstream.stack;

import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;

/**
 * How to run a stack.
 *
 * @param processes whether each service, and Kafka, gets a process of its own
 * @param temporary whether the folder goes when the stack does
 */
public record StackSettings(DataFolder folder, Ports ports, boolean processes, boolean temporary) {}
