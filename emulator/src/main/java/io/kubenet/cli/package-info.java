/** The {@code kubenet} command. */
package io.kubenet.cli;
