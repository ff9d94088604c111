/**
 * What the API server stores, as far as networking reads it: immutable values without absent
 * fields.
 */
package io.kubenet.model;
