package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON tree and where its parts stand.
 *
 * @param node the tree
 * @param mark the lines of its parts
 */
record ParsedNode(JsonNode node, Mark mark) {}
